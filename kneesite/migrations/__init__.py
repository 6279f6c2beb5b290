"""The roof has no tables; its migrations write the roles after every app has made its own."""
