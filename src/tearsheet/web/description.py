"""The description of all addresses for programs (https://spec.openapis.org/oas/v3.1.0)."""

from functools import cache
from typing import Any

from tearsheet._version import __version__
from tearsheet.web.addresses import PAGES, Page
from tearsheet.web.calls import CALLS, Call
from tearsheet.web.longwork import EXPORT, REFRESH, VERIFY
from tearsheet.web.parameters import MOST_ID, Parameter
from tearsheet.web.requested import HOW

__all__ = ["describe"]

_ID = {"type": "integer", "minimum": 0, "maximum": MOST_ID}
_PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "kind": {"type": "string", "description": "The error that the library raises for it."},
    },
}
_OBJECT = {"type": "object"}
_LINES = "application/x-ndjson"
_LONG: dict[str, tuple[str, tuple[Parameter, ...], str]] = {
    "link": ("Compare the articles that came in with the others; how many were.", (), "application/json"),
    "refresh": ("Make records of another version anew; a line for each, and of progress in between.", REFRESH, _LINES),
    "verify": (
        "Look whether all is as it was stored; a line for everything looked at, and of progress in between.",
        VERIFY,
        _LINES,
    ),
    "export": ("The whole archive as a file of another format.", EXPORT, "application/octet-stream"),
}


@cache
def describe() -> dict[str, Any]:
    """The description as plain values."""
    paths: dict[str, Any] = {page.twin: {"get": _of_page(page)} for page in PAGES}
    paths |= {call.address: {"get": _of_call(call)} for call in CALLS}
    for name, (about, parameters, media) in _LONG.items():
        paths[f"/api/{name}"] = {
            "post": {
                "operationId": f"api_{name}",
                "summary": about,
                "parameters": [_parameter(one) for one in parameters],
                "responses": _answers({media: {"schema": {}}}),
            }
        }
    paths["/articles/{article}/bytes"] = {
        "get": {
            "operationId": "bytes",
            "summary": "The capture that an article was made of, byte for byte.",
            "parameters": [_in_path("article")],
            "responses": _answers({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}),
        }
    }
    paths["/extract"] = {
        "post": {
            "operationId": "extract",
            "summary": "A page to an article. A page a line as JSON lines is answered line by line.",
            "parameters": [_parameter(one) for one in HOW],
            "requestBody": _body(),
            "responses": _answers(
                {
                    "application/json": {"schema": {}},
                    "application/x-ndjson": {"schema": {"type": "string"}},
                    "text/plain": {"schema": {"type": "string"}},
                    "text/markdown": {"schema": {"type": "string"}},
                    "application/tei+xml": {"schema": {"type": "string"}},
                }
            ),
        }
    }
    paths["/try.json"] = {
        "post": {
            "operationId": "try",
            "summary": "What a person sees of a page: its record, its Blocks, and which of them each part came from.",
            "parameters": [_parameter(one) for one in HOW],
            "requestBody": _body(),
            "responses": _answers({"application/json": {"schema": _OBJECT}}),
        }
    }
    paths["/articles"] = {
        "post": {
            "operationId": "add",
            "summary": "A page into the archive; a page a line as JSON lines is answered line by line.",
            "parameters": [_parameter(one) for one in HOW],
            "requestBody": _body(),
            "responses": _answers(
                {"application/json": {"schema": _OBJECT}, "application/x-ndjson": {"schema": {"type": "string"}}},
                ("200", "201"),
            ),
        }
    }
    paths["/health"] = {
        "get": {
            "operationId": "health",
            "summary": "Whether the server is alive.",
            "security": [],
            "responses": _answers({"application/json": {"schema": _OBJECT}}),
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tearsheet",
            "version": __version__,
            "description": "An archive of captured pages and the records made of them, and extraction of single pages.",
        },
        "paths": paths,
        "components": {
            "schemas": {"Problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _of_page(page: Page) -> dict[str, Any]:
    parameters = [_parameter(one) for one in page.parameters]
    if page.id is not None:
        parameters.append(_in_path(page.id))
    return {
        "operationId": page.name,
        "summary": page.about,
        "parameters": parameters,
        "responses": _answers({"application/json": {"schema": _OBJECT}}),
    }


def _of_call(call: Call) -> dict[str, Any]:
    return {
        "operationId": f"api_{call.name}",
        "summary": call.about,
        "parameters": [_parameter(one) for one in call.parameters],
        "responses": _answers({"application/json": {"schema": {}}}),
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.about,
        "required": parameter.required,
        "schema": parameter.schema(),
    }


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "description": "Its id.", "required": True, "schema": _ID}


def _body() -> dict[str, Any]:
    fields = {
        "content": {"type": "string", "description": "The page as text."},
        "base64": {"type": "string", "contentEncoding": "base64", "description": "Its bytes."},
        "address": {"type": "string", "format": "uri", "description": "Where to fetch it."},
    }
    how = {one.name: one.schema() | {"description": one.about} for one in HOW}
    asked = {
        "type": "object",
        "properties": fields | how,
        "additionalProperties": False,
        "oneOf": [{"required": [name]} for name in fields],
    }
    form = {
        "type": "object",
        "properties": {"file": {"type": "string", "format": "binary"}, "content": {"type": "string"}} | how,
    }
    text = {"schema": {"type": "string"}}
    return {
        "required": True,
        "content": {
            "application/json": {"schema": asked},
            "text/html": text,
            "text/plain": text,
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            "multipart/form-data": {"schema": form},
            "application/x-ndjson": text,
        },
    }


def _answers(content: dict[str, Any], statuses: tuple[str, ...] = ("200",)) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": "The answer.", "content": content} for status in statuses} | {
        "default": {"description": "Why there is none.", "content": problem}
    }
