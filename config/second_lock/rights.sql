-- Bars and deputies across the policies: what somebody may set in motion without a key to every
-- household that it touches. Each only does what a row that stands there already says.

-- Who is barred holds nothing any more of the household: not the face for the family, not a seat,
-- not the work of a partner, not a signature that is asked. Only for a bar of this very moment, by
-- who set it. What is written down about it says who rides, never why.
CREATE FUNCTION tandem.free_for_bar(
    person bigint, home bigint, by bigint, moment timestamptz, why text, agreed text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
    seat record;
    swap bigint;
    held boolean;
BEGIN
    who := tandem.asking(by, moment);
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    IF NOT EXISTS (
        SELECT FROM public.dossier_bar b
        WHERE b.account_id = person AND b.household_id = home AND b.lifted_at IS NULL
          AND b.recorded_by_id = who.account AND b.recorded_at = who.at) THEN
        RETURN false;
    END IF;
    UPDATE public.legal_coredecision d SET co_signer_id = NULL
    WHERE d.household_id = home AND d.co_signer_id = person AND d.co_signed_at IS NULL
      AND d.origin = 'screen' AND (d.until IS NULL OR d.until > d.decided_on);
    held := EXISTS (
        SELECT FROM public.dossier_contactperson c
        WHERE c.household_id = home AND c.account_id = person
          AND (c.until IS NULL OR c.until > today))
      OR EXISTS (
        SELECT FROM public.dossier_involvement i
        WHERE i.household_id = home AND i.professional_id = person
          AND (i.until IS NULL OR i.until > today))
      OR EXISTS (
        SELECT FROM public.dossier_seat s
        WHERE s.household_id = home AND s.professional_id = person
          AND (s.until IS NULL OR s.until > today));
    IF NOT held THEN RETURN false; END IF;
    -- One change, so that the team is asked to tell the family that somebody else comes.
    INSERT INTO public.dossier_seatchange (
        household_id, day, trigger, agreed_by, deviation_reason, recorded_at, recorded_by_id)
    VALUES (home, today, why, agreed, '', who.at, who.account) RETURNING id INTO swap;
    UPDATE public.dossier_contactperson c SET until = greatest(c.since, today)
    WHERE c.household_id = home AND c.account_id = person
      AND (c.until IS NULL OR c.until > today);
    UPDATE public.dossier_involvement i SET professional_id = NULL
    WHERE i.household_id = home AND i.professional_id = person
      AND (i.until IS NULL OR i.until > today);
    -- Who rode until today stays in the story; the organization keeps its seat, without a name.
    FOR seat IN
        SELECT s.* FROM public.dossier_seat s
        WHERE s.household_id = home AND s.professional_id = person
          AND s.since < today AND (s.until IS NULL OR s.until > today)
    LOOP
        UPDATE public.dossier_seat s SET until = today WHERE s.id = seat.id;
        INSERT INTO public.dossier_seat (
            household_id, position, organization_id, since, until, change_id)
        VALUES (home, seat.position, seat.organization_id, today, seat.until, swap);
    END LOOP;
    UPDATE public.dossier_seat s SET professional_id = NULL
    WHERE s.household_id = home AND s.professional_id = person AND s.since >= today;
    RETURN true;
END $$;

-- Who asks for a key, or says to know a family, has none. Nothing is inserted by number, so that no
-- foreign key tells which numbers there are; by reference it is one statement, whatever was named:
-- nothing, a household of others, or one of which the own organization takes part.
CREATE FUNCTION tandem.ask_for_key(
    by bigint, moment timestamptz, asked text, why text, OUT ref text, OUT request bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    found record;
BEGIN
    who := tandem.asking(by, moment);
    SELECT * INTO found FROM tandem.named(who.account, who.at, asked, '{}', NULL, 'access.ask');
    ref := '';
    IF found.id IS NULL OR found.is_barred OR found.has_key OR found.involvement_id IS NULL THEN
        RETURN;
    END IF;
    INSERT INTO public.dossier_accessrequest (
        household_id, involvement_id, asked_by_id, reason, asked_at, answer, answer_reason)
    VALUES (found.id, found.involvement_id, who.account, why, who.at, '', '')
    ON CONFLICT DO NOTHING RETURNING id INTO request;
    ref := found.ref;
    IF request IS NULL THEN
        SELECT r.id INTO request FROM public.dossier_accessrequest r
        WHERE r.household_id = found.id AND r.asked_by_id = who.account AND r.answered_at IS NULL;
    END IF;
END $$;

CREATE FUNCTION tandem.bar_myself(
    by bigint, moment timestamptz, asked text, tie text, words text, why text, agreed text)
RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    home bigint;
BEGIN
    who := tandem.asking(by, moment);
    -- Who cuts a key for this account right now, waits, and then finds the bar.
    PERFORM FROM public.network_account c WHERE c.id = who.account FOR NO KEY UPDATE;
    SELECT n.id INTO home
    FROM tandem.named(who.account, who.at, asked, '{}', NULL, 'access.ask') n
    WHERE NOT n.is_barred;
    IF home IS NULL THEN
        -- Who holds a key says so too, whatever their work is by now.
        SELECT h.id INTO home FROM public.dossier_household h
        WHERE h.ref = asked AND EXISTS (
            SELECT FROM public.dossier_key k WHERE k.household_id = h.id AND {{opens}});
    END IF;
    IF home IS NULL THEN RETURN ''; END IF;
    UPDATE public.dossier_key k SET until = greatest(k.since, who.at)
    WHERE k.account_id = who.account AND k.household_id = home
      AND (k.until IS NULL OR k.until > who.at);
    INSERT INTO public.dossier_bar (
        account_id, household_id, kind, note, recorded_at, recorded_by_id, lift_reason)
    VALUES (who.account, home, tie, words, who.at, who.account, '') ON CONFLICT DO NOTHING;
    PERFORM tandem.free_for_bar(who.account, home, who.account, who.at, why, agreed);
    RETURN asked;
END $$;

-- The households from which who acts is barred: not theirs to watch over either.
CREATE FUNCTION tandem.barred_from() RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
BEGIN
    who := tandem.claimed();
    RETURN ARRAY(
        SELECT b.household_id FROM public.dossier_bar b
        WHERE b.account_id = who.account AND b.recorded_at <= who.at
          AND (b.lifted_at IS NULL OR b.lifted_at > who.at));
END $$;

-- Nobody who is barred is named again, whichever page or statement tries. Who bars somebody holds
-- that account: so whoever names them at the same time waits here, and then finds the bar.
CREATE FUNCTION tandem.nobody_barred_is_named() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    named bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
BEGIN
    IF named IS NULL OR (
        TG_OP = 'UPDATE' AND named = (to_jsonb(OLD) ->> TG_ARGV[0])::bigint) THEN
        RETURN NEW;
    END IF;
    PERFORM FROM public.network_account a WHERE a.id = named FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM public.dossier_bar b
        WHERE b.account_id = named AND b.household_id = NEW.household_id
          AND b.lifted_at IS NULL) THEN
        RAISE check_violation USING MESSAGE = 'nobody who is barred is named';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER nobody_barred_is_named BEFORE INSERT OR UPDATE ON public.dossier_contactperson
    FOR EACH ROW EXECUTE FUNCTION tandem.nobody_barred_is_named('account_id');
CREATE TRIGGER nobody_barred_is_named BEFORE INSERT OR UPDATE ON public.dossier_seat
    FOR EACH ROW EXECUTE FUNCTION tandem.nobody_barred_is_named('professional_id');
CREATE TRIGGER nobody_barred_is_named BEFORE INSERT OR UPDATE ON public.dossier_involvement
    FOR EACH ROW EXECUTE FUNCTION tandem.nobody_barred_is_named('professional_id');
CREATE TRIGGER nobody_barred_is_named BEFORE INSERT OR UPDATE ON public.legal_coredecision
    FOR EACH ROW EXECUTE FUNCTION tandem.nobody_barred_is_named('co_signer_id');
CREATE TRIGGER nobody_barred_is_named BEFORE INSERT OR UPDATE ON public.dossier_report
    FOR EACH ROW EXECUTE FUNCTION tandem.nobody_barred_is_named('author_id');

-- The regions, and the pilots, in which who acts works in one of these roles: whoever arranges people
-- arranges those of their own place.
CREATE FUNCTION tandem.regions_as(roles text[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
BEGIN
    who := tandem.claimed();
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    RETURN ARRAY(
        SELECT a.region_id FROM public.network_assignment a
        WHERE a.account_id = who.account AND a.pilot_id IS NULL AND a.role = ANY(roles)
          AND a.since <= today AND (a.until IS NULL OR a.until > today));
END $$;

CREATE FUNCTION tandem.pilots_as(roles text[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
BEGIN
    who := tandem.claimed();
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    RETURN ARRAY(
        SELECT a.pilot_id FROM public.network_assignment a
        WHERE a.account_id = who.account AND a.pilot_id IS NOT NULL AND a.role = ANY(roles)
          AND a.since <= today AND (a.until IS NULL OR a.until > today));
END $$;

-- Whether who acts arranges people in this place; without a place: of the employer of this person.
CREATE FUNCTION tandem.arranges_in(roles text[], region bigint, pilot bigint, person bigint)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place bigint := region;
BEGIN
    IF NOT tandem.is_web() THEN RETURN true; END IF;
    IF pilot IS NOT NULL THEN
        SELECT p.region_id INTO place FROM public.network_pilot p WHERE p.id = pilot;
    ELSIF region IS NULL THEN
        SELECT o.region_id INTO place FROM public.network_professional f
        JOIN public.network_organization o ON o.id = f.employer_id WHERE f.account_id = person;
    END IF;
    RETURN coalesce(place = ANY(tandem.regions_as(roles)), false)
        OR coalesce(pilot = ANY(tandem.pilots_as(roles)), false);
END $$;

-- Whether who acts leads a local team in which somebody works; and whether two people do the same
-- work, so that the one may stand in for the other.
CREATE FUNCTION tandem.leads(person bigint, roles text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
BEGIN
    who := tandem.claimed();
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    RETURN EXISTS (
        SELECT FROM public.network_assignment a JOIN public.network_assignment w
            ON w.pilot_id = a.pilot_id
        WHERE a.account_id = who.account AND a.role = ANY(roles)
          AND a.since <= today AND (a.until IS NULL OR a.until > today)
          AND w.account_id = person AND w.role IN ('local_team', 'team_lead')
          AND w.since <= today AND (w.until IS NULL OR w.until > today));
END $$;

CREATE FUNCTION tandem.does_the_same_work(person bigint, deputy bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
BEGIN
    who := tandem.claimed();
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    RETURN EXISTS (
        SELECT FROM public.network_account c WHERE c.id = deputy AND c.is_active)
      AND (EXISTS (
        SELECT FROM public.network_professional a JOIN public.network_professional b
            ON b.employer_id = a.employer_id
        WHERE a.account_id = person AND b.account_id = deputy)
      OR EXISTS (
        SELECT FROM public.network_assignment a JOIN public.network_assignment b
            ON b.pilot_id = a.pilot_id
        WHERE a.account_id = person AND b.account_id = deputy
          AND a.role IN ('local_team', 'team_lead') AND b.role IN ('local_team', 'team_lead')
          AND a.since <= today AND (a.until IS NULL OR a.until > today)
          AND b.since <= today AND (b.until IS NULL OR b.until > today)));
END $$;

-- Let deputies hold what they stand in for: every door of who is absent as a partner, and those of
-- the fixed contact person; in one household, or in all. The keys follow from what stands in the
-- tables (absence, key, contact person, bar), so it matters not who asks: nobody gains by asking.
-- A copy is as narrow and as short as the key that it follows, never for who is barred, and never
-- of the one side for who did the other: rode along, or used powers.
CREATE FUNCTION tandem.follow_absences(person bigint, place bigint, moment timestamptz)
RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    today date;
    gone record;
    ended integer;
    changed integer := 0;
BEGIN
    SELECT * INTO who FROM tandem.asking(NULL, moment);
    today := (who.at AT TIME ZONE 'Europe/Amsterdam')::date;
    FOR gone IN
        SELECT a.*, a.since::timestamp AT TIME ZONE 'Europe/Amsterdam' AS opens,
            a.until::timestamp AT TIME ZONE 'Europe/Amsterdam' AS closes
        FROM public.dossier_absence a
        WHERE a.account_id = person AND a.ended_at IS NULL AND a.until > today
        ORDER BY a.id FOR UPDATE OF a
    LOOP
        PERFORM FROM public.network_account c WHERE c.id = gone.deputy_id FOR NO KEY UPDATE;
        -- Locked: who ends one of these right now waits, and then finds the copy as well.
        PERFORM FROM public.dossier_key k
        WHERE k.account_id = person AND (place IS NULL OR k.household_id = place)
          AND (k.until IS NULL OR k.until > who.at)
        ORDER BY k.id FOR UPDATE OF k;
        -- Wherever who is absent is not the face any more, or will not be from a day that is known:
        -- ending only ever takes away.
        UPDATE public.dossier_key c
        SET until = greatest(c.since, who.at, tandem.face_until(person, k.household_id, today))
        FROM public.dossier_key k
        WHERE c.follows_id = k.id AND c.absence_id = gone.id AND k.ground = 'local_team'
          AND c.until > greatest(who.at, tandem.face_until(person, k.household_id, today));
        GET DIAGNOSTICS ended = ROW_COUNT;
        changed := changed + ended;
        INSERT INTO public.dossier_key (
            account_id, household_id, scope, ground, involvement_id, absence_id, follows_id,
            since, until)
        SELECT gone.deputy_id, k.household_id, k.scope, 'deputy', k.involvement_id, gone.id, k.id,
            greatest(who.at, k.since, gone.opens), least(k.until, gone.closes, face.until)
        FROM public.dossier_key k CROSS JOIN LATERAL (
            SELECT CASE k.ground WHEN 'local_team'
                THEN tandem.face_until(person, k.household_id, today) ELSE 'infinity' END
            ) face (until)
        WHERE k.account_id = person AND (place IS NULL OR k.household_id = place)
          AND k.ground IN ('involvement', 'local_team')
          AND greatest(who.at, k.since, gone.opens) < least(k.until, gone.closes, face.until)
          AND EXISTS (
              SELECT FROM public.network_account c WHERE c.id = gone.deputy_id AND c.is_active)
          AND NOT EXISTS (
              SELECT FROM public.dossier_bar b
              WHERE b.account_id = gone.deputy_id AND b.household_id = k.household_id
                AND b.lifted_at IS NULL)
          AND NOT tandem.did_other_side(gone.deputy_id, k.involvement_id)
          AND NOT EXISTS (
              SELECT FROM public.dossier_key c
              WHERE c.follows_id = k.id AND c.absence_id = gone.id AND c.until > who.at)
        ORDER BY k.id;
        GET DIAGNOSTICS ended = ROW_COUNT;
        changed := changed + ended;
    END LOOP;
    RETURN changed;
END $$;

-- Until when somebody is the fixed face: infinity without a known end, a day that is over for who was
-- it once, and before all time for who never was.
CREATE FUNCTION tandem.face_until(person bigint, home bigint, today date) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(max(coalesce(c.until, 'infinity')), '-infinity')::timestamp
        AT TIME ZONE 'Europe/Amsterdam'
    FROM public.dossier_contactperson c
    WHERE c.account_id = person AND c.household_id = home AND c.since <= today
$$;

-- What was lent never outlives what it follows, whoever ends that, how, and until when.
CREATE FUNCTION tandem.copies_end_with_it() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.dossier_key c SET until = greatest(c.since, NEW.until)
    WHERE c.follows_id = NEW.id AND c.until > NEW.until;
    RETURN NULL;
END $$;

CREATE TRIGGER copies_end_with_it AFTER UPDATE OF until ON public.dossier_key
    FOR EACH ROW EXECUTE FUNCTION tandem.copies_end_with_it();

-- Somebody is back, or does not go: every copy ends, wherever it is. Only for an absence that ended.
CREATE FUNCTION tandem.end_for_absence(gone bigint, moment timestamptz) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
    ended integer;
BEGIN
    SELECT * INTO who FROM tandem.asking(NULL, moment);
    UPDATE public.dossier_key k SET until = greatest(k.since, who.at)
    FROM public.dossier_absence a
    WHERE a.id = gone AND a.ended_at IS NOT NULL AND k.absence_id = a.id
      AND k.until > who.at;
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END $$;
