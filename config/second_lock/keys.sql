-- How keys are cut, what they stand on and how they end; and how many everybody holds.

-- Whether who acts works in one of these roles today, anywhere.
CREATE FUNCTION tandem.works_as(roles text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
BEGIN
    IF NOT tandem.is_web() THEN RETURN true; END IF;
    who := tandem.claimed();
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    RETURN EXISTS (
        SELECT FROM public.network_assignment a
        WHERE a.account_id = who.account AND a.role = ANY(roles)
          AND a.since <= today AND (a.until IS NULL OR a.until > today));
END $$;

-- Who arranges the people of a region holds no keys to households. So the keys of a local team are
-- cut and ended here: for every household of the pilot, for who is assigned to it.
CREATE FUNCTION tandem.cut_for_team_member(member bigint, place bigint, opens timestamptz)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.arranges_in('{administrator}', NULL, place, member) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only who arranges the people of a region';
    END IF;
    INSERT INTO public.dossier_key (account_id, household_id, scope, ground, since)
    SELECT member, h.id, 'local_team', 'local_team', opens
    FROM public.dossier_household h
    WHERE h.pilot_id = place AND NOT EXISTS (
        SELECT FROM public.dossier_bar b
        WHERE b.account_id = member AND b.household_id = h.id AND b.lifted_at IS NULL)
    ON CONFLICT DO NOTHING;
END $$;

-- End keys of one person (those of deputies end with them): of who leaves the local team of
-- a pilot (`team`), all in a pilot or region, or all. Who may have waited for whoever cut a key
-- came in with an earlier moment; such a key never opens. Ending only ever takes away, from now on:
-- a key that was held is not said to have ended before.
CREATE FUNCTION tandem.end_keys(
    person bigint, team bigint, pilot bigint, region bigint, ends timestamptz)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.arranges_in(
            '{administrator,coordinator,team_lead}', region, coalesce(team, pilot), person) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only who arranges the people of a region';
    END IF;
    IF ends IS NULL OR ends < tandem.moment() THEN
        RAISE check_violation USING MESSAGE = 'a key ends now or later';
    END IF;
    UPDATE public.dossier_key k SET until = greatest(k.since, ends)
    WHERE k.account_id = person AND (k.until IS NULL OR k.until > ends)
      AND (team IS NULL OR (k.scope = 'local_team' AND k.household_id IN (
          SELECT h.id FROM public.dossier_household h WHERE h.pilot_id = team)))
      AND (pilot IS NULL OR k.household_id IN (
          SELECT h.id FROM public.dossier_household h WHERE h.pilot_id = pilot))
      AND (region IS NULL OR k.household_id IN (
          SELECT h.id FROM public.dossier_household h JOIN public.network_pilot p
              ON p.id = h.pilot_id WHERE p.region_id = region));
END $$;

-- No key without its ground, for nobody: the row that it stands on must be there.
CREATE FUNCTION tandem.key_has_its_ground() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    opens date := (NEW.since AT TIME ZONE 'Europe/Amsterdam')::date;
    home public.dossier_household;
    stands boolean;
BEGIN
    -- A ground that has its last day gives no key beyond it.
    SELECT * INTO home FROM public.dossier_household WHERE id = NEW.household_id;
    stands := CASE NEW.ground
    WHEN 'local_team' THEN NEW.scope = 'local_team' AND EXISTS (
        SELECT FROM public.network_assignment a
        WHERE a.account_id = NEW.account_id AND a.pilot_id = home.pilot_id
          AND a.role IN ('local_team', 'team_lead') AND (a.until IS NULL OR a.until >= opens))
    WHEN 'involvement' THEN EXISTS (
        SELECT FROM public.dossier_involvement i
        WHERE i.id = NEW.involvement_id AND i.household_id = NEW.household_id
          AND (NEW.scope = 'partner' AND i.form <> 'advice'
              OR NEW.scope = 'adviser' AND i.form = 'advice')
          AND (i.until IS NULL OR NEW.until <=
              i.until::timestamp AT TIME ZONE 'Europe/Amsterdam')
          -- Who is named works there, or in a safety team for another (who_does_it_works_there).
          AND NOT i.anonymous AND (i.professional_id = NEW.account_id OR EXISTS (
              SELECT FROM public.network_professional p
              WHERE p.account_id = NEW.account_id AND p.employer_id = i.organization_id)))
    WHEN 'case_file' THEN NEW.scope = 'case_loader' AND EXISTS (
        SELECT FROM public.network_assignment a
        WHERE a.account_id = NEW.account_id AND a.role = 'case_loader')
    WHEN 'emergency' THEN EXISTS (
        SELECT FROM public.dossier_emergency e
        WHERE e.id = NEW.emergency_id AND e.household_id = NEW.household_id
          AND e.opened_by_id = NEW.account_id AND e.opened_at = NEW.since AND e.until = NEW.until)
    WHEN 'deputy' THEN EXISTS (
        SELECT FROM public.dossier_absence a JOIN public.dossier_key k
            ON k.id = NEW.follows_id AND k.account_id = a.account_id
        WHERE a.id = NEW.absence_id AND a.deputy_id = NEW.account_id AND a.ended_at IS NULL
          AND k.household_id = NEW.household_id AND k.scope = NEW.scope
          AND (k.until IS NULL OR NEW.until <= k.until)
          AND NEW.until <= a.until::timestamp AT TIME ZONE 'Europe/Amsterdam')
    WHEN 'member' THEN NEW.scope = 'family' AND EXISTS (
        SELECT FROM public.dossier_familyaccess f
        WHERE f.id = NEW.family_access_id AND f.household_id = NEW.household_id
          AND f.account_id = NEW.account_id AND f.ended_at IS NULL AND f.frozen_at IS NULL)
    ELSE false END;
    IF stands AND EXISTS (
        SELECT FROM public.dossier_bar b
        WHERE b.account_id = NEW.account_id AND b.household_id = NEW.household_id
          AND b.lifted_at IS NULL) THEN
        RAISE check_violation USING MESSAGE = 'no key for who is barred';
    END IF;
    -- What is lent to a colleague or a deputy; who is named themselves, is judged by that.
    IF stands AND tandem.did_other_side(NEW.account_id, NEW.involvement_id) AND NOT EXISTS (
        SELECT FROM public.dossier_involvement i
        WHERE i.id = NEW.involvement_id AND i.professional_id = NEW.account_id) THEN
        RAISE check_violation USING MESSAGE = 'no key to both sides of one household';
    END IF;
    IF stands IS NOT TRUE THEN
        RAISE check_violation USING MESSAGE = 'a key without its ground: ' || NEW.ground;
    END IF;
    RETURN NEW;
END $$;

-- A key is never handed on: only its end may change.
CREATE FUNCTION tandem.key_stays_the_same() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.account_id, NEW.household_id, NEW.scope, NEW.ground, NEW.since)
        IS DISTINCT FROM (OLD.account_id, OLD.household_id, OLD.scope, OLD.ground, OLD.since) THEN
        RAISE check_violation USING MESSAGE = 'a key is cut anew, not changed';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER key_has_its_ground BEFORE INSERT ON public.dossier_key
    FOR EACH ROW EXECUTE FUNCTION tandem.key_has_its_ground();
CREATE TRIGGER key_stays_the_same BEFORE UPDATE ON public.dossier_key
    FOR EACH ROW EXECUTE FUNCTION tandem.key_stays_the_same();

-- How many keys everybody holds to households of a pilot, and on what grounds, for who looks at
-- the rights there once a year. Numbers only: not to which household.
CREATE FUNCTION tandem.held(by bigint, moment timestamptz, place bigint)
RETURNS TABLE (account_id bigint, keys bigint, grounds text[], since date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    who record;
BEGIN
    IF NOT tandem.works_as('{administrator,coordinator,team_lead}')
            OR NOT place = ANY(tandem.pilots()) THEN
        RETURN;
    END IF;
    who := tandem.asking(by, moment);
    RETURN QUERY
    SELECT k.account_id, count(*), array_agg(DISTINCT k.ground::text ORDER BY k.ground::text),
        min(k.since AT TIME ZONE 'Europe/Amsterdam')::date
    FROM public.dossier_key k JOIN public.dossier_household h ON h.id = k.household_id
    WHERE h.pilot_id = place AND k.scope <> 'family' AND k.since <= who.at
      AND (k.until IS NULL OR k.until > who.at)
    GROUP BY k.account_id;
END $$;
