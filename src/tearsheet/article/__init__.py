"""Page and roles to Article: body, images, related links, metadata, confidence."""
