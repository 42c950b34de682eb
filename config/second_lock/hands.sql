-- Whose hands did it. A policy says to which rows somebody may write; these say what may be written
-- there: in one's own name, at this moment, and never to open what a ground does not open.

-- What is signed is signed by who acts: the arguments name the columns. Taking a name away is no
-- signature, and a name that was there already stays.
CREATE FUNCTION tandem.signed_by_who_acts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    new_row jsonb := to_jsonb(NEW);
    old_row jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
    signature text;
BEGIN
    IF NOT tandem.is_web() THEN RETURN NEW; END IF;
    FOREACH signature IN ARRAY TG_ARGV LOOP
        IF new_row ->> signature IS NOT NULL
                AND new_row ->> signature IS DISTINCT FROM old_row ->> signature
                AND new_row ->> signature IS DISTINCT FROM tandem.account()::text THEN
            RAISE insufficient_privilege USING MESSAGE = 'somebody else cannot be made to sign';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;

-- What was written down stays as it was: a correction is a new row.
CREATE FUNCTION tandem.stays_as_written() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- A new version says once which one it replaces.
    IF OLD.replaces_id IS NULL
            AND to_jsonb(NEW) - 'replaces_id' = to_jsonb(OLD) - 'replaces_id' THEN
        RETURN NEW;
    END IF;
    RAISE check_violation USING MESSAGE = 'what was written stays: a correction is a new row';
END $$;

CREATE TRIGGER stays_as_written BEFORE UPDATE ON public.dossier_entry
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION tandem.stays_as_written();

-- What the family heard and said is said once: these columns are filled, and then they stay.
CREATE FUNCTION tandem.stays_once_said() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said text;
BEGIN
    IF NOT tandem.is_web() THEN RETURN NEW; END IF;
    FOREACH said IN ARRAY TG_ARGV LOOP
        IF coalesce(to_jsonb(OLD) ->> said, '') <> ''
                AND to_jsonb(NEW) ->> said IS DISTINCT FROM to_jsonb(OLD) ->> said THEN
            RAISE check_violation USING MESSAGE = 'what was told and said stays: add to it';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;

CREATE TRIGGER stays_once_said BEFORE UPDATE ON public.journey_slowdown
    FOR EACH ROW EXECUTE FUNCTION tandem.stays_once_said(
        'co_signed_at', 'ended_at', 'ended_on', 'end_reason');
CREATE TRIGGER stays_once_said BEFORE UPDATE ON public.legal_exchange
    FOR EACH ROW EXECUTE FUNCTION tandem.stays_once_said('told_on', 'reaction');
CREATE TRIGGER stays_once_said BEFORE UPDATE ON public.legal_coredecision
    FOR EACH ROW EXECUTE FUNCTION tandem.stays_once_said(
        'family_informed_on', 'family_informed_by_id', 'family_informed_why', 'family_informed_what', 'family_reaction',
        'co_signed_at', 'co_signed_by_id');
CREATE TRIGGER stays_once_said BEFORE UPDATE ON public.legal_consent
    FOR EACH ROW EXECUTE FUNCTION tandem.stays_once_said('ended_at', 'granted_until');
CREATE TRIGGER stays_once_said BEFORE UPDATE ON public.legal_measure
    FOR EACH ROW EXECUTE FUNCTION tandem.stays_once_said(
        'first_contact_on', 'used_on', 'rvdk_told_on', 'rvdk_advised_on', 'end_asked_on',
        'end_answered_on', 'instruction_asked_on', 'instruction_answered_on', 'confirmed_at',
        'confirmed_by_id', 'granted_until');
CREATE TRIGGER stays_once_said BEFORE UPDATE ON public.legal_protectiontest
    FOR EACH ROW EXECUTE FUNCTION tandem.stays_once_said(
        'college_told_on', 'mayor_asked_on', 'submitted_on');
CREATE TRIGGER stays_once_said BEFORE UPDATE ON public.legal_withdrawal
    FOR EACH ROW EXECUTE FUNCTION tandem.stays_once_said(
        'explored_on', 'exploration', 'outcome', 'outcome_at', 'outcome_by_id', 'fresh_consent_id',
        'what_else');
CREATE TRIGGER stays_once_said BEFORE UPDATE ON public.dossier_seatchange
    FOR EACH ROW EXECUTE FUNCTION tandem.stays_once_said(
        'day', 'trigger', 'agreed_by', 'family_informed_on', 'deviation_reason');

-- An entry is written by who acts, or it is the report of a partner, as it was sent.
CREATE FUNCTION tandem.written_by_who_acts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF tandem.is_web() AND NEW.written_by_id IS DISTINCT FROM tandem.account() AND NOT EXISTS (
        SELECT FROM public.dossier_report r
        WHERE r.household_id = NEW.household_id AND r.author_id = NEW.written_by_id
          AND r.status = 'attached' AND r.attached_by_id = tandem.account()
          AND r.text = NEW.text AND NEW.kind = 'report') THEN
        RAISE insufficient_privilege USING MESSAGE = 'somebody else cannot be made to sign';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER written_by_who_acts BEFORE INSERT ON public.dossier_entry
    FOR EACH ROW EXECUTE FUNCTION tandem.written_by_who_acts();

-- Break-glass is for who works in the region, in a role that may; nothing of what comes after it
-- (told, reviewed) is written beforehand. Who was let go comes back only for danger, and the row says
-- so. Who is not of a local team of the region comes for what cannot wait, and names the article; the
-- Raad comes when the family knows that it takes part.
CREATE FUNCTION tandem.emergency_begins() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date;
BEGIN
    IF NOT tandem.is_web() THEN RETURN NEW; END IF;
    today := (NEW.opened_at AT TIME ZONE 'Europe/Amsterdam')::date;
    IF NEW.reviewed_at IS NOT NULL OR NEW.reviewed_by_id IS NOT NULL OR NEW.told_on IS NOT NULL
            OR NEW.postponed_until IS NOT NULL OR NOT EXISTS (
        SELECT FROM public.dossier_household h
        JOIN public.network_pilot p ON p.id = h.pilot_id
        JOIN public.network_assignment a ON a.region_id = p.region_id
        WHERE h.id = NEW.household_id AND a.account_id = NEW.opened_by_id
          AND a.role = ANY('{{emergency_roles}}')
          AND a.since <= today AND (a.until IS NULL OR a.until > today)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not for who opens this';
    END IF;
    IF NEW.after_leaving <> tandem.was_let_go(NEW.opened_by_id, NEW.household_id, NEW.opened_at)
            OR (NEW.after_leaving AND NEW.kind <> 'danger') THEN
        RAISE insufficient_privilege USING MESSAGE = 'not for who opens this';
    END IF;
    IF (NEW.kind <> ALL('{danger,missing,crisis_call}') OR NEW.article = '')
            AND NOT tandem.is_of_the_team(NEW.opened_by_id, NEW.household_id, NEW.opened_at) THEN
        RAISE insufficient_privilege USING MESSAGE = 'not for who opens this';
    END IF;
    IF EXISTS (
        SELECT FROM public.network_professional f
        JOIN public.network_organization o ON o.id = f.employer_id
        WHERE f.account_id = NEW.opened_by_id AND o.kind = 'rvdk')
            AND NOT tandem.family_knows(NEW.opened_by_id, NEW.household_id, NEW.opened_at) THEN
        RAISE insufficient_privilege USING MESSAGE = 'the family does not know yet';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER emergency_begins BEFORE INSERT ON public.dossier_emergency
    FOR EACH ROW EXECUTE FUNCTION tandem.emergency_begins();

-- A measure is confirmed once, by a second person: of another organization than who recorded it, or
-- of the local team of the household (LEGAL-69).
CREATE FUNCTION tandem.confirmed_by_a_second() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Before an insert there was nothing (NULL).
    IF (NEW.confirmed_by_id, NEW.confirmed_at)
        IS NOT DISTINCT FROM (OLD.confirmed_by_id, OLD.confirmed_at) THEN
        RETURN NEW;
    END IF;
    IF OLD.confirmed_by_id IS NOT NULL OR NOT EXISTS (
        SELECT FROM public.network_professional f JOIN public.network_professional s
            ON s.employer_id <> f.employer_id
        WHERE f.account_id = NEW.recorded_by_id AND s.account_id = NEW.confirmed_by_id)
      AND NOT EXISTS (
        SELECT FROM public.dossier_key k
        WHERE k.household_id = NEW.household_id AND k.account_id = NEW.confirmed_by_id
          AND k.scope = 'local_team' AND k.since <= NEW.confirmed_at
          AND (k.until IS NULL OR k.until > NEW.confirmed_at)) THEN
        RAISE check_violation USING MESSAGE = 'a measure is confirmed once, by a second of elsewhere';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER confirmed_by_a_second BEFORE INSERT OR UPDATE ON public.legal_measure
    FOR EACH ROW EXECUTE FUNCTION tandem.confirmed_by_a_second();

-- Who rides along, and who comes of them, is said by who brings partners in. Whoever writes down a
-- measure only lets the use of powers end or go on with it; and who is barred is named no more.
CREATE FUNCTION tandem.rides_as_brought_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT tandem.is_web() OR NEW.household_id = ANY(tandem.households('{{bringers}}')) THEN
        RETURN NEW;
    END IF;
    -- Before an insert there was nothing (NULL).
    IF to_jsonb(NEW) - '{until,professional_id}'::text[]
                IS DISTINCT FROM to_jsonb(OLD) - '{until,professional_id}'::text[]
            OR (NEW.professional_id IS NOT NULL
                AND NEW.professional_id IS DISTINCT FROM OLD.professional_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only who brings partners in';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER rides_as_brought_in BEFORE INSERT OR UPDATE ON public.dossier_involvement
    FOR EACH ROW EXECUTE FUNCTION tandem.rides_as_brought_in();

-- A key, work somewhere, and a ground only ever end: sooner, never later. What goes on, is new.
CREATE FUNCTION tandem.only_ends() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF tandem.is_web() AND NEW.until IS DISTINCT FROM OLD.until
            AND (NEW.until IS NULL OR NEW.until > coalesce(OLD.until, NEW.until)) THEN
        RAISE check_violation USING MESSAGE = 'this only ends, it does not begin again';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER only_ends BEFORE UPDATE ON public.dossier_key
    FOR EACH ROW EXECUTE FUNCTION tandem.only_ends();
CREATE TRIGGER only_ends BEFORE UPDATE ON public.network_assignment
    FOR EACH ROW EXECUTE FUNCTION tandem.only_ends();
CREATE TRIGGER only_ends BEFORE UPDATE ON public.legal_consent
    FOR EACH ROW EXECUTE FUNCTION tandem.only_ends();
CREATE TRIGGER only_ends BEFORE UPDATE ON public.legal_coredecision
    FOR EACH ROW EXECUTE FUNCTION tandem.only_ends();
CREATE TRIGGER only_ends BEFORE UPDATE ON public.legal_measure
    FOR EACH ROW EXECUTE FUNCTION tandem.only_ends();

-- What a case file brings was seen elsewhere, and asks here for no second signature. So nothing comes
-- on screen that says it was brought in, nor ever says so later.
CREATE FUNCTION tandem.came_on_screen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Before an insert there was nothing (NULL).
    IF tandem.is_web() AND NEW.origin IS DISTINCT FROM coalesce(OLD.origin, 'screen') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only a case file brings in what came before';
    END IF;
    RETURN NEW;
END $$;

-- Where a pilot is, who leads it and who takes part is arranged by who keeps that region right; and
-- nothing moves to another region (a grant by column), as rights hang on where it is.
CREATE FUNCTION tandem.place_is_arranged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changed jsonb := coalesce(to_jsonb(NEW), to_jsonb(OLD));
    place bigint;
BEGIN
    SELECT coalesce((changed ->> 'region_id')::bigint, o.region_id) INTO place
    FROM (SELECT (changed ->> 'organization_id')::bigint AS id) its
    LEFT JOIN public.network_organization o ON o.id = its.id;
    IF tandem.is_web() AND (place IS NULL OR place <> ALL(tandem.regions_as('{{arrangers}}')) OR (
            changed ? 'pilot_id' AND NOT EXISTS (
                SELECT FROM public.network_pilot p
                WHERE p.id = (changed ->> 'pilot_id')::bigint AND p.region_id = place))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only who arranges this region';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE TRIGGER place_is_arranged BEFORE INSERT OR UPDATE ON public.network_organization
    FOR EACH ROW EXECUTE FUNCTION tandem.place_is_arranged();
CREATE TRIGGER place_is_arranged BEFORE UPDATE ON public.network_pilot
    FOR EACH ROW EXECUTE FUNCTION tandem.place_is_arranged();
CREATE TRIGGER place_is_arranged BEFORE INSERT OR DELETE ON public.network_pilot_partners
    FOR EACH ROW EXECUTE FUNCTION tandem.place_is_arranged();
CREATE TRIGGER place_is_arranged BEFORE INSERT OR UPDATE ON public.network_experienceexpert
    FOR EACH ROW EXECUTE FUNCTION tandem.place_is_arranged();

-- A shield is lifted by two of who may; till then nothing is taken out of it. What was closed to whom
-- never changes: that is a grant by column.
CREATE FUNCTION tandem.shield_stands() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF tandem.is_web() AND ((NEW.places @> OLD.places) IS NOT TRUE
            OR NEW.household_id <> ALL(tandem.households('{{shield_lifters}}'))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a shield stands until two lift it';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER shield_stands BEFORE UPDATE ON public.dossier_shield
    FOR EACH ROW EXECUTE FUNCTION tandem.shield_stands();

-- What is said about a pilot or region is said by who may there, in their own name, at this moment:
-- the arguments are those roles, and the columns that name who and when.
CREATE FUNCTION tandem.signed_in_place() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changed jsonb := coalesce(to_jsonb(NEW), to_jsonb(OLD));
BEGIN
    IF NOT tandem.is_web() THEN RETURN coalesce(NEW, OLD); END IF;
    IF NOT tandem.arranges_in(TG_ARGV[0]::text[], (changed ->> 'region_id')::bigint,
            (changed ->> 'pilot_id')::bigint, NULL) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only who may say this here';
    END IF;
    IF TG_OP <> 'DELETE' AND (
            changed ->> TG_ARGV[1] IS DISTINCT FROM tandem.account()::text
            OR (changed ->> TG_ARGV[2])::timestamptz IS DISTINCT FROM tandem.moment()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'somebody else cannot be made to sign';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE TRIGGER signed_in_place BEFORE INSERT ON public.dossier_rightsreview
    FOR EACH ROW EXECUTE FUNCTION tandem.signed_in_place(
        '{{reviewers}}', 'reviewed_by_id', 'reviewed_at');
CREATE TRIGGER signed_in_place BEFORE INSERT OR UPDATE OR DELETE ON public.monitor_manualfigure
    FOR EACH ROW EXECUTE FUNCTION tandem.signed_in_place(
        '{{fillers}}', 'recorded_by_id', 'recorded_at');
CREATE TRIGGER signed_in_place BEFORE INSERT ON public.monitor_submission
    FOR EACH ROW EXECUTE FUNCTION tandem.signed_in_place(
        '{{submitters}}', 'submitted_by_id', 'submitted_at');

-- The figures of a quarter are submitted with it, at once; nothing is added to it later.
CREATE FUNCTION tandem.figure_of_this_moment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF tandem.is_web() AND NOT EXISTS (
        SELECT FROM public.monitor_submission s
        WHERE s.id = NEW.submission_id AND s.submitted_by_id = tandem.account()
          AND s.submitted_at = tandem.moment()) THEN
        RAISE insufficient_privilege USING MESSAGE = 'only with the quarter itself';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER figure_of_this_moment BEFORE INSERT ON public.monitor_submittedfigure
    FOR EACH ROW EXECUTE FUNCTION tandem.figure_of_this_moment();
