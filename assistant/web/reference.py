"""The API on one page, written from its own OpenAPI: no script and nothing of another host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.web.pages import render

router = APIRouter(tags=["pages"])
Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that a request takes."""

    name: str
    type: str
    required: bool
    says: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked of the API."""

    method: str
    path: str
    summary: str
    inputs: tuple[Input, ...]
    responses: dict[str, str]


@router.get("/docs", response_class=HTMLResponse)
def reference(request: Request) -> HTMLResponse:
    """Show what the API can do."""
    spec = request.app.openapi()
    return render("reference.html", spec=spec, operations=list(operations(spec)))


def operations(spec: Schema) -> Iterator[Operation]:
    """Yield every operation of an OpenAPI document."""
    for path, methods in spec["paths"].items():
        for method, told in methods.items():
            yield Operation(
                method=method.upper(),
                path=path,
                summary=told.get("description") or told.get("summary", ""),
                inputs=(*_parameters(told), *_fields(told, spec)),
                responses={code: one["description"] for code, one in told["responses"].items()},
            )


def _parameters(told: Schema) -> Iterator[Input]:
    for one in told.get("parameters", ()):
        says = one.get("description", "")
        yield Input(one["name"], _type(one["schema"]), one.get("required", False), says)


def _fields(told: Schema, spec: Schema) -> Iterator[Input]:
    content = told.get("requestBody", {}).get("content", {})
    for media in content.values():
        schema = _followed(media["schema"], spec)
        needed = schema.get("required", ())
        for name, field in schema.get("properties", {}).items():
            yield Input(name, _type(field), name in needed, field.get("description", ""))


def _followed(schema: Schema, spec: Schema) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    followed: Schema = spec["components"]["schemas"][name] if name else schema
    return followed


def _type(schema: Schema) -> str:
    """Return a type as people write it: string, list of TurnIn, "po" or nothing."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f'"{one}"' for one in schema["enum"])
    if schema.get("type") == "array":
        return f"list[{_type(schema['items'])}]"
    return str(schema.get("type", "any"))
