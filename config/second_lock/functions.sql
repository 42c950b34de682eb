-- What the policies ask, and the few things that must be done across the policies. Every function
-- with the owner's rights (SECURITY DEFINER) has a fixed search path and checks who acts itself.

-- The households that running keys of these scopes open for who acts.
CREATE FUNCTION tandem.households(scopes text[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    focus text := nullif(current_setting('tandem.focus', true), '');
BEGIN
    who := tandem.claimed();
    IF who.account IS NULL THEN RETURN '{}'; END IF;
    IF focus IS NOT NULL THEN
        RETURN ARRAY(
            SELECT DISTINCT k.household_id FROM public.dossier_key k
            WHERE k.household_id = ANY(focus::bigint[]) AND k.scope = ANY(scopes) AND {{opens}});
    END IF;
    RETURN ARRAY(
        SELECT DISTINCT k.household_id FROM public.dossier_key k
        WHERE k.scope = ANY(scopes) AND {{opens}});
END $$;

-- The same, for who works with the household in any way: what nearly every policy asks. Of the one
-- household that a page is about, it is looked up once per statement; the tables after the first
-- hear what was found. The next statement looks again, so a key that ends is felt at once.
CREATE FUNCTION tandem.mine() RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    focus text := current_setting('tandem.focus', true);
    statement bigint := (date_part('epoch', statement_timestamp()) * 1e6)::bigint;
    found bigint[];
BEGIN
    IF coalesce(current_setting('tandem.acts', true), '') = '' THEN RETURN '{}'; END IF;
    IF currval('tandem.mine_asked_at') = statement
            AND focus = concat('{', currval('tandem.mine_open'), '}') THEN
        RETURN focus;
    END IF;
    found := tandem.households({{professional}});
    IF found[1] IS NOT NULL AND focus = concat('{', found[1], '}') THEN
        PERFORM setval('tandem.mine_open', found[1]), setval('tandem.mine_asked_at', statement);
    END IF;
    RETURN found;
END $$;

-- The households that who acts is registering at this very moment: their keys come next.
CREATE FUNCTION tandem.newborn() RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
BEGIN
    who := tandem.claimed();
    RETURN ARRAY(SELECT h.id FROM public.dossier_household h
                 WHERE h.created_by_id = who.account AND h.created_at = who.at);
END $$;

-- The references of households, for the audit trail, which has no keys to other tables.
CREATE FUNCTION tandem.refs(scopes text[]) RETURNS text[]
LANGUAGE sql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp
RETURN ARRAY(SELECT h.ref::text FROM public.dossier_household h
             WHERE h.id = ANY((SELECT tandem.households(scopes))::bigint[]));

-- Go in at one door: the number of the household for who has a running key, else nothing. From
-- here on the transaction keeps to it, so a page costs the same for any number of keys.
CREATE FUNCTION tandem.enter(asked text, by bigint, moment timestamptz) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    found bigint;
BEGIN
    who := tandem.asking(by, moment);
    SELECT h.id INTO found FROM public.dossier_household h
    WHERE h.ref = asked AND EXISTS (
        SELECT FROM public.dossier_key k
        WHERE k.household_id = h.id AND {{opens}});
    PERFORM set_config('tandem.focus', '{' || coalesce(found::text, '0') || '}', true);
    RETURN found;
END $$;

-- A page of my households, newest first; and those found by a birth date or the words of names.
-- They walk an index and stop after a page, whatever the number of keys.
CREATE FUNCTION tandem.my_households(
    by bigint, moment timestamptz, scopes text[], is_ended boolean, before bigint, most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
BEGIN
    who := tandem.asking(by, moment);
    RETURN QUERY SELECT DISTINCT k.household_id FROM public.dossier_key k
    JOIN public.dossier_household h ON h.id = k.household_id
    WHERE k.scope = ANY(scopes) AND {{opens}}
      AND k.household_id < before AND (h.status = 'ended') = is_ended
    ORDER BY k.household_id DESC LIMIT most;
END $$;

CREATE FUNCTION tandem.my_households_by_birth_date(
    by bigint, moment timestamptz, scopes text[], born date, most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
BEGIN
    who := tandem.asking(by, moment);
    RETURN QUERY SELECT DISTINCT q.household_id FROM public.dossier_person q
    WHERE q.born_on = born AND EXISTS (
        SELECT FROM public.dossier_key k
        WHERE k.household_id = q.household_id AND k.scope = ANY(scopes) AND {{opens}})
    LIMIT most;
END $$;

CREATE FUNCTION tandem.my_household_by_ref(
    by bigint, moment timestamptz, scopes text[], asked text)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
BEGIN
    who := tandem.asking(by, moment);
    RETURN QUERY SELECT h.id FROM public.dossier_household h
    WHERE h.ref = asked AND EXISTS (
        SELECT FROM public.dossier_key k
        WHERE k.household_id = h.id AND k.scope = ANY(scopes) AND {{opens}});
END $$;

-- In the order of the index (byte by byte), so that nothing is sorted.
CREATE FUNCTION tandem.my_households_by_words(
    by bigint, moment timestamptz, scopes text[], first text, beyond text, others text[], most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
BEGIN
    who := tandem.asking(by, moment);
    RETURN QUERY SELECT DISTINCT found.id FROM (
        SELECT q.household_id AS id FROM public.dossier_searchword q
        WHERE q.word ~>=~ first AND q.word ~<~ beyond AND EXISTS (
            SELECT FROM public.dossier_key k
            WHERE k.household_id = q.household_id AND k.scope = ANY(scopes) AND {{opens}})
          AND NOT EXISTS (
            SELECT FROM unnest(others) o(word) WHERE NOT EXISTS (
                SELECT FROM public.dossier_searchword v
                WHERE v.household_id = q.household_id AND v.word LIKE o.word))
        ORDER BY q.word USING ~<~, q.household_id LIMIT most) found;
END $$;

-- Whether somebody of a household says no to the organization of who asks, to working together or to
-- share: for as long as that no runs.
CREATE FUNCTION tandem.said_no(person bigint, home bigint, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH asks AS (
        SELECT f.employer_id AS id, (moment AT TIME ZONE 'Europe/Amsterdam')::date AS today
        FROM public.network_professional f WHERE f.account_id = person)
    SELECT EXISTS (
        SELECT FROM asks JOIN public.legal_consent_organizations o ON o.organization_id = asks.id
        JOIN public.legal_consent c ON c.id = o.consent_id
        WHERE c.household_id = home AND c.answer = 'no'
          AND (c.ended_at IS NULL OR c.ended_at > moment)
          AND (c.until IS NULL OR c.until > asks.today))
      OR EXISTS (
        SELECT FROM asks JOIN public.legal_sharingconsent s ON s.organization_id = asks.id
        WHERE s.household_id = home AND s.answer = 'no'
          AND (s.ended_at IS NULL OR s.ended_at > moment)
          AND (s.until IS NULL OR s.until > asks.today))
$$;

-- Whether a household was told that the organization of somebody takes part.
CREATE FUNCTION tandem.family_knows(person bigint, home bigint, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.network_professional f
        JOIN public.legal_familyinformed t ON t.organization_id = f.employer_id
        WHERE f.account_id = person AND t.household_id = home AND t.recorded_at <= moment
          AND t.informed_on <= (moment AT TIME ZONE 'Europe/Amsterdam')::date)
$$;

-- Whether somebody works in a local team of the region of a household.
CREATE FUNCTION tandem.is_of_the_team(person bigint, home bigint, moment timestamptz)
RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH now AS (SELECT (moment AT TIME ZONE 'Europe/Amsterdam')::date AS today)
    SELECT EXISTS (
        SELECT FROM now, public.dossier_household h
        JOIN public.network_pilot p ON p.id = h.pilot_id
        JOIN public.network_assignment a ON a.region_id = p.region_id
        WHERE h.id = home AND a.account_id = person AND a.role = ANY('{{team_roles}}')
          AND a.since <= today AND (a.until IS NULL OR a.until > today))
$$;

-- Whether a household let the organization of somebody go: it says no, or in the last two weeks
-- consent or a yes to share was taken back, or its involvement ended and none runs.
CREATE FUNCTION tandem.was_let_go(person bigint, home bigint, moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH asks AS (
        SELECT f.employer_id AS id, (moment AT TIME ZONE 'Europe/Amsterdam')::date AS today
        FROM public.network_professional f WHERE f.account_id = person)
    SELECT tandem.said_no(person, home, moment)
      OR EXISTS (
        SELECT FROM asks JOIN public.legal_consent_organizations o ON o.organization_id = asks.id
        JOIN public.legal_consent c ON c.id = o.consent_id
        WHERE c.household_id = home AND c.answer = 'yes' AND c.ended_at <= moment
          AND c.ended_at > moment - interval '14 days')
      OR EXISTS (
        SELECT FROM asks JOIN public.legal_sharingconsent s ON s.organization_id = asks.id
        WHERE s.household_id = home AND s.answer = 'yes' AND s.ended_at <= moment
          AND s.ended_at > moment - interval '14 days')
      OR EXISTS (
        SELECT FROM asks JOIN public.dossier_involvement i ON i.organization_id = asks.id
        WHERE i.household_id = home AND NOT i.anonymous
          AND i.until <= asks.today AND i.until > asks.today - 14
          AND NOT EXISTS (
            SELECT FROM public.dossier_involvement r
            WHERE r.household_id = home AND r.organization_id = asks.id AND NOT r.anonymous
              AND r.since <= asks.today AND (r.until IS NULL OR r.until > asks.today)))
$$;

-- For who has no key, and must act or asks for one: the one household that is named exactly, by its
-- reference or by the words of a name with a birth date, in a region where one works in a role that
-- may do what is asked. Somebody can belong to two: then the one that goes on, and the latest.
CREATE FUNCTION tandem.named(
    by bigint, moment timestamptz, asked text, words text[], born date, permission text)
RETURNS TABLE (
    id bigint, ref text, is_barred boolean, has_key boolean, involvement_id bigint,
    was_let_go boolean, said_no boolean, family_knows boolean, is_team boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who record;
    today date;
BEGIN
    who := tandem.asking(by, moment);
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    RETURN QUERY
    WITH there AS (
        SELECT h.id FROM public.dossier_household h WHERE h.ref = asked
        UNION
        SELECT q.household_id FROM public.dossier_person q
        WHERE q.born_on = born AND cardinality(words) > 0
          AND (SELECT array_agg(w.word::text ORDER BY w.word COLLATE "C")
               FROM public.dossier_searchword w WHERE w.person_id = q.id) = words)
    SELECT h.id, h.ref::text,
        EXISTS (
            SELECT FROM public.dossier_bar b
            WHERE b.household_id = h.id AND b.account_id = who.account AND b.recorded_at <= who.at
              AND (b.lifted_at IS NULL OR b.lifted_at > who.at)),
        EXISTS (
            SELECT FROM public.dossier_key k
            WHERE k.household_id = h.id AND k.scope = ANY('{{viewing}}') AND {{opens}}),
        (SELECT i.id FROM public.dossier_involvement i JOIN public.network_professional f
            ON f.employer_id = i.organization_id AND f.account_id = who.account
         WHERE i.household_id = h.id AND NOT i.anonymous AND i.since <= today
           AND (i.until IS NULL OR i.until > today)
         ORDER BY i.since DESC, i.id DESC LIMIT 1),
        tandem.was_let_go(who.account, h.id, who.at),
        tandem.said_no(who.account, h.id, who.at),
        tandem.family_knows(who.account, h.id, who.at),
        tandem.is_of_the_team(who.account, h.id, who.at)
    FROM there JOIN public.dossier_household h ON h.id = there.id
    JOIN public.network_pilot p ON p.id = h.pilot_id
    WHERE p.region_id IN (
        SELECT x.region_id FROM public.network_assignment x
        WHERE x.account_id = who.account AND x.since <= today
          AND (x.until IS NULL OR x.until > today)
          AND x.role = ANY(CASE permission
              WHEN 'emergency.open' THEN '{{emergency_roles}}'::text[]
              WHEN 'access.ask' THEN '{{asking_roles}}'::text[] ELSE '{}'::text[] END))
    ORDER BY 3, (h.status = 'ended'), h.id DESC LIMIT 1;
END $$;

-- The pilots of which who acts may see the figures: their own, or those of their region.
CREATE FUNCTION tandem.pilots() RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
BEGIN
    IF NOT tandem.is_web() OR tandem.role() = 'tandem_figures' THEN
        RETURN ARRAY(SELECT p.id FROM public.network_pilot p);
    END IF;
    who := tandem.claimed();
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    RETURN ARRAY(
        SELECT p.id FROM public.network_pilot p JOIN public.network_assignment a
            ON a.pilot_id = p.id OR (a.pilot_id IS NULL AND a.region_id = p.region_id)
        WHERE a.account_id = who.account AND a.since <= today
          AND (a.until IS NULL OR a.until > today));
END $$;
