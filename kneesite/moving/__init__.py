"""Moving in from WordPress and moving out as Markdown. Used by the commands import_wordpress and export_content."""
