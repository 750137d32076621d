#!/bin/sh
# Stands for partner-center-documents in tests: a document that says what it was given.
printf '%%PDF-1.7\n' && exec /bin/cat
