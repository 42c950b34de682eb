"""A Django database backend that brings its own PostgreSQL, unless `DATABASE_URL` names one."""
