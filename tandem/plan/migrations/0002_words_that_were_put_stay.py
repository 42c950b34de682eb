"""What was put before somebody stays as it was (PLAN-01), whoever writes past our services."""

from typing import ClassVar

from django.db import migrations

# The lines and texts of a version, and with whom it was made.
UNDER = (
    "plan_passage",
    "plan_situation",
    "plan_factor",
    "plan_goal",
    "plan_agreement",
    "plan_help",
    "plan_piece_made_with",
    "plan_piece_makers",
)
FORWARD = """
CREATE FUNCTION plan_words_stay(one bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM plan_piece p WHERE p.id = one AND p.status <> 'draft')
        OR EXISTS (SELECT FROM plan_hearing h WHERE h.piece_id = one)
    THEN
        RAISE EXCEPTION 'what was put before somebody stays as it was (PLAN-01)'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'words_that_were_put_stay';
    END IF;
END $$;
CREATE FUNCTION plan_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM plan_words_stay(OLD.piece_id); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM plan_words_stay(NEW.piece_id); END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE FUNCTION plan_piece_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.household_id, OLD.kind, OLD.number, OLD.made_on, OLD.how_made, OLD.why_without,
        OLD.improved_by, OLD.began_at, OLD.began_by_id)
        IS DISTINCT FROM
       (NEW.household_id, NEW.kind, NEW.number, NEW.made_on, NEW.how_made, NEW.why_without,
        NEW.improved_by, NEW.began_at, NEW.began_by_id)
    THEN
        PERFORM plan_words_stay(OLD.id);
    END IF;
    IF OLD.status <> NEW.status AND OLD.status || NEW.status NOT IN
        ('draftsettled', 'draftreplaced', 'settledreplaced')
    THEN
        RAISE EXCEPTION 'an old version does not come back (PLAN-13)'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'piece_moves_one_way';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER words_stay BEFORE UPDATE ON plan_piece
    FOR EACH ROW EXECUTE FUNCTION plan_piece_stays();
""" + "".join(
    f"""
CREATE TRIGGER words_stay BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION plan_line_stays();
"""
    for table in UNDER
)
BACKWARD = (
    "".join(f"DROP TRIGGER words_stay ON {table};" for table in (*UNDER, "plan_piece"))
    + """
DROP FUNCTION plan_line_stays();
DROP FUNCTION plan_piece_stays();
DROP FUNCTION plan_words_stay(bigint);
"""
)


class Migration(migrations.Migration):
    """Keep the words."""

    dependencies: ClassVar = [("plan", "0001_initial")]
    operations: ClassVar = [migrations.RunSQL(FORWARD, BACKWARD)]
