"""Many captures at once: work spread over processes, or over threads where the interpreter lets them run together."""
