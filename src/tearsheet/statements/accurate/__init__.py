"""The accurate engine: a small transformer, run by ONNX Runtime, read together with the default engine's network."""
