# The checks that script/check and script/test share.
step() { printf '\n== %s\n' "$1"; }

run_checks() {
  step "Stijl (ruff)"
  .venv/bin/ruff check
  .venv/bin/ruff format --check
  step "Types (mypy)"
  .venv/bin/mypy
  step "Verdiepingen en kamers (import-linter)"
  .venv/bin/lint-imports
  step "Migraties: geen enkele vergeten"
  DJANGO_SETTINGS_MODULE=config.settings.test .venv/bin/python manage.py makemigrations --check --dry-run
}
