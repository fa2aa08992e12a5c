"""Trees, assessments and findings in other formats, one module each; values in, text out."""
