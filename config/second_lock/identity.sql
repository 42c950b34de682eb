-- Who acts: taken once per transaction from a signed claim, and asked by everything else.

-- Who acts, and in which transaction: remembered by this connection alone, in sequences that only
-- the owner may set. A sequence gives each connection back what it set itself (currval), so this is
-- read without a signature, a table or a row that another could have written.
CREATE UNLOGGED SEQUENCE tandem.acting_in MINVALUE 0;
CREATE UNLOGGED SEQUENCE tandem.acting_account MINVALUE 0;
CREATE UNLOGGED SEQUENCE tandem.acting_at MINVALUE -9223372036854775807;
CREATE UNLOGGED SEQUENCE tandem.acting_family MINVALUE 0;  -- 1 for who has, or had, an own page
-- The one household that was found open, and in which statement.
CREATE UNLOGGED SEQUENCE tandem.mine_asked_at MINVALUE 0;
CREATE UNLOGGED SEQUENCE tandem.mine_open MINVALUE 0;

-- Take a signed claim, for the rest of this transaction; a forged or stale one is an error. An
-- empty one makes it nobody again. The answer is whether who acts has, or had, a page of their own.
CREATE FUNCTION tandem.act_as(claim text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said text := left(claim, -65);
    secret tandem.secret;
    actor bigint;
    has_page boolean;
BEGIN
    PERFORM set_config('tandem.acts', '', true), set_config('tandem.focus', '', true),
        set_config('tandem.family', '', true), set_config('tandem.person', '', true);
    IF claim = '' THEN
        PERFORM setval('tandem.acting_in', 0);  -- or whoever writes the setting is back
        RETURN NULL;
    END IF;
    SELECT * INTO STRICT secret FROM tandem.secret;
    -- Of nothing at all, nothing is true: neither that it was signed.
    IF starts_with(said, 'door.') OR (encode(sha256(secret.outer_pad || sha256(
            secret.inner_pad || convert_to(said, 'UTF8'))), 'hex') = right(claim, 64)) IS NOT TRUE THEN
        RAISE insufficient_privilege USING MESSAGE = 'this identity was not signed here';
    END IF;
    -- Overheard in another transaction, or on another connection, it is worth nothing.
    IF split_part(said, '.', 4) IS DISTINCT FROM pg_current_xact_id()::text THEN
        RAISE insufficient_privilege USING MESSAGE = 'this identity is of another transaction';
    END IF;
    IF secret.valid_for IS NOT NULL AND clock_timestamp() >
            to_timestamp(split_part(said, '.', 3)::bigint / 1e6) + secret.valid_for THEN
        RAISE insufficient_privilege USING MESSAGE = 'this identity is too old';
    END IF;
    actor := split_part(said, '.', 1)::bigint;
    has_page := EXISTS (SELECT FROM public.dossier_familyaccess f WHERE f.account_id = actor);
    PERFORM setval('tandem.acting_in', pg_current_xact_id()::text::bigint),
        setval('tandem.acting_account', actor),
        setval('tandem.acting_at', split_part(said, '.', 2)::bigint),
        setval('tandem.mine_asked_at', 0),
        setval('tandem.acting_family', has_page::int),
        set_config('tandem.family', has_page::int::text, true),
        set_config('tandem.acts', concat(actor, '.', split_part(said, '.', 2)), true);
    RETURN has_page;
END $$;

-- Who acts, and at what moment: nobody without a claim. The setting can be written by anybody and a
-- savepoint takes it back, so it must say what this connection remembers of this transaction. For the
-- functions below only: it has the rights of who calls it, and the web may not read the sequences.
CREATE FUNCTION tandem.claimed(OUT account bigint, OUT at timestamptz)
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED AS $$
DECLARE
    acts text := pg_catalog.current_setting('tandem.acts', true);
BEGIN
    IF acts IS NULL OR acts = '' THEN RETURN; END IF;
    IF pg_catalog.currval('tandem.acting_in')
            IS DISTINCT FROM pg_catalog.pg_current_xact_id_if_assigned()::text::bigint
        OR acts <> pg_catalog.concat(pg_catalog.currval('tandem.acting_account'), '.',
            pg_catalog.currval('tandem.acting_at')) THEN
        RAISE insufficient_privilege USING MESSAGE = 'this identity was not signed here';
    END IF;
    -- There, what a family is not to see is not closed to it (work.sql).
    IF pg_catalog.currval('tandem.acting_family') = 1
            AND pg_catalog.current_setting('role') = 'tandem_work' THEN
        RAISE insufficient_privilege USING MESSAGE = 'who has a page of their own does not work here';
    END IF;
    account := pg_catalog.currval('tandem.acting_account');
    at := timestamptz 'epoch'
        + pg_catalog.currval('tandem.acting_at') * interval '1 microsecond';
END $$;

-- Whether who acts is of no family: what `tandem_work` asks of the tables with shields. It looks at
-- what act_as remembered and not at the role, which may change while a statement runs.
CREATE FUNCTION tandem.is_of_no_family() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(current_setting('tandem.acts', true), '') <> ''
        AND currval('tandem.acting_family') = 0;
END $$;

CREATE FUNCTION tandem.account() RETURNS bigint
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN (SELECT account FROM tandem.claimed());

CREATE FUNCTION tandem.moment() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN (SELECT at FROM tandem.claimed());

-- In which role the work is done, also inside a function with the owner's rights.
CREATE FUNCTION tandem.role() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN CASE current_setting('role') WHEN 'none' THEN session_user::text
    ELSE current_setting('role') END;

-- Whether that work is held to who acts: all is, but for the owner (migrations, setting up) and for
-- who brings in households.
CREATE FUNCTION tandem.is_web() RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN tandem.role() NOT IN ('tandem_load', (
    SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace n WHERE n.nspname = 'tandem'));

-- Who a function answers: the web only ever asks for who acts; the owner may ask for anybody.
CREATE FUNCTION tandem.asking(
    by bigint, moment timestamptz, OUT account bigint, OUT at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF tandem.is_web() THEN
        SELECT c.account, c.at INTO account, at FROM tandem.claimed() c;
    ELSE
        account := by;
        at := moment;
    END IF;
END $$;
