-- Signing in across the policies. Who stands at the door is not yet somebody who works: Python says
-- whose password, code or passkey is being tried, signed like an identity but good for less: it opens
-- the rows of signing in of that one account, and no household.
-- It is checked once, and remembered as an identity is.
CREATE UNLOGGED SEQUENCE tandem.door_in MINVALUE 0;
CREATE UNLOGGED SEQUENCE tandem.door_account MINVALUE 0;
CREATE UNLOGGED SEQUENCE tandem.door_at MINVALUE -9223372036854775807;

CREATE FUNCTION tandem.stand_at_the_door(claim text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said text := left(claim, -65);
    secret tandem.secret;
    person bigint;
BEGIN
    SELECT * INTO STRICT secret FROM tandem.secret;
    IF NOT starts_with(said, 'door.') OR (encode(sha256(secret.outer_pad || sha256(
            secret.inner_pad || convert_to(said, 'UTF8'))), 'hex') = right(claim, 64)) IS NOT TRUE THEN
        RAISE insufficient_privilege USING MESSAGE = 'this person was not signed here';
    END IF;
    IF split_part(said, '.', 5) IS DISTINCT FROM pg_current_xact_id()::text THEN
        RAISE insufficient_privilege USING MESSAGE = 'this person is of another transaction';
    END IF;
    IF secret.valid_for IS NOT NULL AND clock_timestamp() >
            to_timestamp(split_part(said, '.', 4)::bigint / 1e6) + secret.valid_for THEN
        RAISE insufficient_privilege USING MESSAGE = 'this person is too old';
    END IF;
    person := split_part(said, '.', 2)::bigint;
    PERFORM setval('tandem.door_in', pg_current_xact_id()::text::bigint),
        setval('tandem.door_account', person),
        setval('tandem.door_at', split_part(said, '.', 3)::bigint),
        set_config('tandem.person', person::text, true);
    RETURN person;
END $$;

-- Who stands at the door: nobody without a claim. Whoever writes the setting gains nothing.
CREATE FUNCTION tandem.at_the_door() RETURNS bigint
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person text := current_setting('tandem.person', true);
BEGIN
    IF coalesce(person, '') = '' THEN RETURN NULL; END IF;
    IF currval('tandem.door_in')
            IS DISTINCT FROM pg_current_xact_id_if_assigned()::text::bigint
        OR person <> currval('tandem.door_account')::text THEN
        RAISE insufficient_privilege USING MESSAGE = 'this person was not signed here';
    END IF;
    RETURN person::bigint;
END $$;

-- At what moment of Tandem somebody stands there: of nobody, none.
CREATE FUNCTION tandem.moment_at_the_door() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN CASE WHEN tandem.at_the_door() IS NOT NULL THEN timestamptz 'epoch'
    + currval('tandem.door_at') * interval '1 microsecond' END;

-- Whose own rows these are: of who works, else of who stands at the door.
CREATE FUNCTION tandem.myself() RETURNS bigint
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN coalesce(tandem.account(), tandem.at_the_door());

-- What is read of an account by its owner only. The first look costs nothing, for the many rows of
-- colleagues; only who says to be this account is asked for the signature.
CREATE FUNCTION tandem.is_my_own(asked bigint) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.is_web() THEN RETURN true; END IF;
    IF split_part(coalesce(current_setting('tandem.acts', true), ''), '.', 1) <> asked::text
            AND coalesce(current_setting('tandem.person', true), '') <> asked::text THEN
        RETURN false;
    END IF;
    RETURN asked IN (tandem.account(), tandem.at_the_door());
END $$;

CREATE FUNCTION tandem.own_password(asked bigint) RETURNS varchar
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.is_my_own(asked) THEN RETURN ''; END IF;
    RETURN (SELECT a.password FROM public.network_account a WHERE a.id = asked);
END $$;

-- An invented account is printed on the page of the demonstration, on purpose. The sign-in name of
-- somebody of a family is no address: who gives the page hands it over on paper.
CREATE FUNCTION tandem.own_email(asked bigint) RETURNS varchar
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((
        SELECT a.email FROM public.network_account a
        WHERE a.id = asked AND (
            a.email LIKE '%{{demonstration}}' OR tandem.is_my_own(asked) OR (
                NOT EXISTS (
                    SELECT FROM public.network_professional p WHERE p.account_id = asked)
                AND tandem.arranges(asked)))), '');
END $$;

-- The telephone number of somebody in a household is for who works with it, and for the person on a
-- page that nobody lowered: a phone that others pick up tells more than whose it is.
CREATE FUNCTION tandem.own_phone(asked bigint) RETURNS varchar
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
BEGIN
    IF NOT tandem.is_web() THEN
        RETURN (SELECT q.phone FROM public.dossier_person q WHERE q.id = asked);
    END IF;
    who := tandem.claimed();
    RETURN coalesce((
        SELECT q.phone FROM public.dossier_person q
        WHERE q.id = asked AND (q.household_id = ANY(tandem.mine()) OR EXISTS (
            SELECT FROM public.dossier_familyaccess f
            JOIN public.dossier_key k ON k.family_access_id = f.id
            WHERE f.person_id = q.id AND f.level = 'full' AND k.scope = 'family' AND {{opens}}))), '');
END $$;

-- Whose address this is, exactly: a number, and no list.
CREATE FUNCTION tandem.account_with_email(asked text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN (SELECT a.id FROM public.network_account a WHERE lower(a.email) = lower(asked));

CREATE FUNCTION tandem.demonstration() RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN ARRAY(SELECT a.id FROM public.network_account a WHERE a.email LIKE '%{{demonstration}}');

-- Whether who acts arranges somebody's account: an administrator of the region of the employer; and
-- for somebody of a family, who may give that household a page.
CREATE FUNCTION tandem.arranges(person bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
BEGIN
    IF NOT tandem.is_web() THEN RETURN true; END IF;
    who := tandem.claimed();
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    RETURN EXISTS (
        SELECT FROM public.network_professional p
        JOIN public.network_organization o ON o.id = p.employer_id
        JOIN public.network_assignment a ON a.region_id = o.region_id AND a.pilot_id IS NULL
        WHERE p.account_id = person AND a.account_id = who.account
          AND a.role = ANY('{{inviters}}') AND a.since <= today
          AND (a.until IS NULL OR a.until > today))
      OR EXISTS (
        SELECT FROM public.dossier_familyaccess f
        WHERE f.account_id = person
          AND f.household_id = ANY(tandem.households('{{family_keepers}}')));
END $$;

-- Every way in closes: second factors and sessions, also those that we have no row of.
CREATE FUNCTION tandem.close_ways_in(person bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.arranges(person) AND person IS DISTINCT FROM tandem.account() THEN
        RAISE insufficient_privilege USING MESSAGE = 'only who arranges this account';
    END IF;
    DELETE FROM public.mfa_authenticator m WHERE m.user_id = person;
    DELETE FROM public.django_session s USING public.usersessions_usersession u
    WHERE u.user_id = person AND s.session_key = u.session_key;
    DELETE FROM public.usersessions_usersession u WHERE u.user_id = person;
END $$;

-- Whose link was used in which transaction, remembered by this connection alone.
CREATE UNLOGGED SEQUENCE tandem.link_used_in MINVALUE 0;
CREATE UNLOGGED SEQUENCE tandem.link_used_by MINVALUE 0;

CREATE FUNCTION tandem.link_is_used() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.used_at IS NULL AND NEW.used_at < NEW.expires_at
            AND (NEW.opens_at IS NULL OR NEW.opens_at <= NEW.used_at)
            AND (NOT NEW.needs_second OR NEW.confirmed_at IS NOT NULL) THEN
        PERFORM setval('tandem.link_used_in', pg_current_xact_id()::text::bigint),
            setval('tandem.link_used_by', NEW.account_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER link_is_used AFTER UPDATE OF used_at ON public.network_invitation
    FOR EACH ROW EXECUTE FUNCTION tandem.link_is_used();

CREATE FUNCTION tandem.came_with_a_link(person bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN currval('tandem.link_used_in') = pg_current_xact_id()::text::bigint
        AND currval('tandem.link_used_by') = person;
EXCEPTION WHEN object_not_in_prerequisite_state THEN
    RETURN false;  -- no link was ever used on this connection
END $$;

-- Who changes what of an account: the owner what is theirs, a password once inside or with a link;
-- who arranges it may close it and mend what colleagues know of it, but never choose a password for
-- somebody.
CREATE FUNCTION tandem.account_is_changed_by_whom() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF tandem.is_my_own(OLD.id) THEN
        IF tandem.is_web() AND NEW.is_active AND NOT OLD.is_active THEN
            RAISE insufficient_privilege USING MESSAGE = 'nobody opens their own account again';
        END IF;
        IF tandem.is_web() AND OLD.id IS DISTINCT FROM tandem.account()
                AND NEW.password <> OLD.password AND NOT tandem.came_with_a_link(OLD.id) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a password changes once inside';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.last_login IS DISTINCT FROM OLD.last_login)
            OR (NEW.password <> OLD.password AND NEW.password NOT LIKE '!%')
            OR NOT tandem.arranges(OLD.id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not your own account';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER account_is_changed_by_whom BEFORE UPDATE ON public.network_account
    FOR EACH ROW EXECUTE FUNCTION tandem.account_is_changed_by_whom();

-- At the door a second step is used, not changed: of its content only which codes are used up.
CREATE FUNCTION tandem.step_is_only_used() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF tandem.is_web() AND OLD.user_id IS DISTINCT FROM tandem.account() AND (
            (NEW.user_id, NEW.type) IS DISTINCT FROM (OLD.user_id, OLD.type)
            OR NEW.data - 'used_mask' IS DISTINCT FROM OLD.data - 'used_mask') THEN
        RAISE insufficient_privilege USING MESSAGE = 'a second step changes once inside';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER step_is_only_used BEFORE UPDATE ON public.mfa_authenticator
    FOR EACH ROW EXECUTE FUNCTION tandem.step_is_only_used();

-- An account is made by who invites: a colleague of their region, or somebody of a family they work
-- with. Whoever it is for chooses the password, at the door; so nobody knows one beforehand.
CREATE FUNCTION tandem.account_begins_shut() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.is_web() THEN RETURN NEW; END IF;
    IF NEW.password NOT LIKE '!%' OR NEW.created_at IS DISTINCT FROM tandem.moment() OR (
            tandem.regions_as('{{inviters}}') = '{}'
            AND tandem.households('{{family_keepers}}') = '{}') THEN
        RAISE insufficient_privilege USING MESSAGE = 'an account is made by who invites, without a way in';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER account_begins_shut BEFORE INSERT ON public.network_account
    FOR EACH ROW EXECUTE FUNCTION tandem.account_begins_shut();

-- Who works for whom is said by who arranges the people of that region; and only of an account of this
-- very moment, that nobody of a family has: whoever has an employer counts as a professional.
CREATE FUNCTION tandem.works_for_whom() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.is_web() THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT FROM public.network_organization o
        WHERE o.id = NEW.employer_id
          AND o.region_id = ANY(tandem.regions_as('{{inviters}}'))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only who arranges the people of a region';
    END IF;
    IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
    IF NOT EXISTS (
        SELECT FROM public.network_account a
        WHERE a.id = NEW.account_id AND a.created_at = tandem.moment())
      OR EXISTS (
        SELECT FROM public.dossier_familyaccess f WHERE f.account_id = NEW.account_id)
      OR EXISTS (
        SELECT FROM public.network_invitation i
        WHERE i.account_id = NEW.account_id AND NOT i.needs_second) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only a new account of a colleague';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER works_for_whom BEFORE INSERT OR UPDATE ON public.network_professional
    FOR EACH ROW EXECUTE FUNCTION tandem.works_for_whom();

-- A page is of one person, by one account, for good, and never by the account of who works here:
-- else it could be moved away from whom something is closed to.
CREATE FUNCTION tandem.page_stays_whose_it_is() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.is_web() THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND (NEW.account_id, NEW.person_id, NEW.household_id)
            IS DISTINCT FROM (OLD.account_id, OLD.person_id, OLD.household_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a page stays of whom it is';
    END IF;
    IF TG_OP = 'INSERT' AND EXISTS (
            SELECT FROM public.network_professional p WHERE p.account_id = NEW.account_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'who works here has no page of a family';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER page_stays_whose_it_is BEFORE INSERT OR UPDATE ON public.dossier_familyaccess
    FOR EACH ROW EXECUTE FUNCTION tandem.page_stays_whose_it_is();

-- Nobody begins anywhere, and so holds no keys of a team, before a second person knows who it is: a
-- link was used or confirmed, or made on the server.
CREATE FUNCTION tandem.begins_when_let_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF tandem.is_web() AND NOT EXISTS (
        SELECT FROM public.network_invitation i
        WHERE i.account_id = NEW.account_id
          AND (i.used_at IS NOT NULL OR i.confirmed_at IS NOT NULL OR NOT i.needs_second)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a second person confirms this link';
    END IF;
    IF tandem.is_web() AND EXISTS (
            SELECT FROM public.dossier_familyaccess f WHERE f.account_id = NEW.account_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'who has a page of a family does not work here';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER begins_when_let_in BEFORE INSERT ON public.network_assignment
    FOR EACH ROW EXECUTE FUNCTION tandem.begins_when_let_in();

-- Whether who acts is a second person for somebody: of who works here, in a role that confirms in
-- their region; of a family, who gives that household its pages. Nobody is their own second.
CREATE FUNCTION tandem.is_second_for(person bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
BEGIN
    who := tandem.claimed();
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    IF person = who.account THEN RETURN false; END IF;
    IF EXISTS (SELECT FROM public.network_professional p WHERE p.account_id = person) THEN
        RETURN EXISTS (
            SELECT FROM public.network_professional p
            JOIN public.network_organization o ON o.id = p.employer_id
            JOIN public.network_assignment a ON a.region_id = o.region_id
            WHERE p.account_id = person AND a.account_id = who.account
              AND a.role = ANY('{{confirmers}}') AND a.since <= today
              AND (a.until IS NULL OR a.until > today));
    END IF;
    RETURN EXISTS (
        SELECT FROM public.dossier_familyaccess f
        WHERE f.account_id = person
          AND f.household_id = ANY(tandem.households('{{family_keepers}}')));
END $$;

-- A new link was used by nobody yet. For who works here it waits for a second person; for who had an
-- account before, it waits a day, in which whoever did not ask for it can say so.
CREATE FUNCTION tandem.link_begins_waiting() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.is_web() THEN RETURN NEW; END IF;
    IF NEW.confirmed_by_id IS NOT NULL OR NEW.used_at IS NOT NULL OR (
            NOT NEW.needs_second AND EXISTS (
                SELECT FROM public.network_professional p WHERE p.account_id = NEW.account_id)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a second person confirms this link';
    END IF;
    IF NOT NEW.needs_second
            AND (NEW.opens_at IS NULL OR NEW.opens_at < tandem.moment() + interval '24 hours')
            AND NOT EXISTS (
                SELECT FROM public.network_account a
                WHERE a.id = NEW.account_id AND a.created_at = tandem.moment()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a way back in waits a day';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER link_begins_waiting BEFORE INSERT ON public.network_invitation
    FOR EACH ROW EXECUTE FUNCTION tandem.link_begins_waiting();

-- After that it is used once, at this moment, by who stands at the door with it; and it only ends
-- sooner. What waits opens with the signature of a second person, who signs at this moment and in their own name.
CREATE FUNCTION tandem.link_only_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.is_web() THEN RETURN NEW; END IF;
    IF NEW.used_at IS DISTINCT FROM OLD.used_at
            AND (OLD.used_at IS NOT NULL OR NOT tandem.is_my_own(OLD.account_id)
                OR NEW.used_at IS DISTINCT FROM
                    coalesce(tandem.moment(), tandem.moment_at_the_door())) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a link is used once, now, at the door';
    END IF;
    IF NEW.expires_at IS DISTINCT FROM OLD.expires_at
            AND (NEW.expires_at > OLD.expires_at OR NOT tandem.arranges(OLD.account_id)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a link only ends, for who arranges the account';
    END IF;
    IF (NEW.opens_at, NEW.confirmed_at, NEW.confirmed_by_id)
                IS DISTINCT FROM (OLD.opens_at, OLD.confirmed_at, OLD.confirmed_by_id)
            AND (OLD.confirmed_by_id IS NOT NULL
                OR NEW.confirmed_by_id IS DISTINCT FROM tandem.account()
                OR NEW.confirmed_at IS DISTINCT FROM tandem.moment()
                OR NOT tandem.is_second_for(OLD.account_id)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a second person confirms this link';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER link_only_ends BEFORE UPDATE ON public.network_invitation
    FOR EACH ROW EXECUTE FUNCTION tandem.link_only_ends();
