"""Compiles ``src/tearsheet/*.pyx`` while a wheel or an editable install is made, where there is a C compiler.

Without one, and where the environment variable ``TEARSHEET_PURE`` is set, everything runs in Python.
"""

import hashlib
import json
import os
import shutil
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = "src/tearsheet"
DIGESTS = "loops.json"
"""Tells, in a checkout, what the loops there were compiled from; `tearsheet.native` compares it."""


class CompileHook(BuildHookInterface[Any]):
    """Adds the compiled module to what is built."""

    PLUGIN_NAME = "custom"

    _folder: str | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say that the wheel is made for this interpreter and machine.

        Args:
            version: ``"editable"`` or ``"standard"``.
            build_data: what the builder is told.
        """
        root = Path(self.root)
        suffix = sysconfig.get_config_var("EXT_SUFFIX")
        sources = sorted((root / SOURCES).glob("*.pyx"))
        if version == "editable":
            # Those that an earlier install left there may be older than their sources.
            for old in (*(source.with_suffix(suffix) for source in sources), root / SOURCES / DIGESTS):
                old.unlink(missing_ok=True)
        made = [] if os.environ.get("TEARSHEET_PURE") else self._compile(sources)
        if not made:
            return
        for source, built in zip(sources, made, strict=True):
            if version == "editable":
                shutil.copyfile(built, source.with_suffix(suffix))
            else:
                build_data["force_include"][str(built)] = f"tearsheet/{source.stem}{suffix}"
        if version == "editable":
            shared = sorted((root / SOURCES).glob("*.pxd"))
            digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (*sources, *shared)}
            (root / SOURCES / DIGESTS).write_text(json.dumps(digests, indent=1), "utf-8")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear up, once the wheel has what was made."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _compile(self, sources: list[Path]) -> list[Path]:
        """The compiled modules, none where they cannot be made."""
        from Cython.Build import cythonize
        from setuptools import Distribution, Extension
        from setuptools.command.build_ext import build_ext
        from setuptools.errors import BaseError, CCompilerError

        folder = self._folder = tempfile.mkdtemp(prefix="tearsheet-")
        try:
            # Fused multiplication and addition would round differently from NumPy.
            flags = [] if os.name == "nt" else ["-O2", "-g0", "-ffp-contract=off"]
            names = [f"tearsheet.{source.stem}" for source in sources]
            extensions = [
                Extension(name, [str(source)], extra_compile_args=flags)
                for name, source in zip(names, sources, strict=True)
            ]
            command = build_ext(Distribution({"ext_modules": cythonize(extensions, build_dir=folder, quiet=True)}))
            command.build_lib = command.build_temp = folder
            command.ensure_finalized()
            command.run()
            return [Path(command.get_ext_fullpath(name)) for name in names]
        except (BaseError, CCompilerError, OSError) as error:
            self.app.display_warning(f"tearsheet is built without its compiled loops: {error}")
            return []
