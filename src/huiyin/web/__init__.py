"""The doors that show HTML pages: desk, portal, field and hall. No tables and no rules live here."""
