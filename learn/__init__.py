"""Makes training sets out of folders of pages, trains the role model, evaluates it and writes its weights.

Run ``python -m learn --help``. Not installed with Tearsheet.
"""
