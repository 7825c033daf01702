"""Compiles ``loops.pyx`` while a wheel or an editable install is made, where there is a C compiler.

Without one, and where the environment variable ``TEARSHEET_PURE`` is set, everything runs in Python.
"""

import os
import shutil
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULE = "tearsheet.loops"
SOURCE = "src/tearsheet/loops.pyx"


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
        beside = (root / SOURCE).with_suffix(suffix)
        if version == "editable":
            # One that an earlier install left there may be older than its source.
            beside.unlink(missing_ok=True)
        made = None if os.environ.get("TEARSHEET_PURE") else self._compile(root)
        if made is None:
            return
        if version == "editable":
            shutil.copyfile(made, beside)
        else:
            build_data["force_include"][str(made)] = MODULE.replace(".", "/") + suffix
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear up, once the wheel has what was made."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _compile(self, root: Path) -> Path | None:
        """The compiled module, ``None`` where it cannot be made."""
        from Cython.Build import cythonize
        from setuptools import Distribution, Extension
        from setuptools.command.build_ext import build_ext
        from setuptools.errors import BaseError, CCompilerError

        folder = self._folder = tempfile.mkdtemp(prefix="tearsheet-")
        try:
            # Fused multiplication and addition would round differently from NumPy.
            flags = [] if os.name == "nt" else ["-O2", "-g0", "-ffp-contract=off"]
            extension = Extension(MODULE, [str(root / SOURCE)], extra_compile_args=flags)
            command = build_ext(Distribution({"ext_modules": cythonize([extension], build_dir=folder, quiet=True)}))
            command.build_lib = command.build_temp = folder
            command.ensure_finalized()
            command.run()
            return Path(command.get_ext_fullpath(MODULE))
        except (BaseError, CCompilerError, OSError) as error:
            self.app.display_warning(f"tearsheet is built without its compiled loops: {error}")
            return None
