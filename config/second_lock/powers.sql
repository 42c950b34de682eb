-- Powers belong to who the law names: whichever page or statement tries, what is written down about
-- them names the right organization and its own people. The rules in Python say it first, and why.

-- Who does it, works there. A safety team has people of others, and no powers (Stcrt 2024, 37825).
CREATE FUNCTION tandem.who_does_it_works_there() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kind text;
BEGIN
    SELECT o.kind INTO kind FROM public.network_organization o WHERE o.id = NEW.organization_id;
    IF NEW.form IN ('with_powers', 'with_measure') AND NOT kind = ANY({{with_powers}}) THEN
        RAISE check_violation USING MESSAGE = 'powers are used by who has them';
    END IF;
    IF NEW.professional_id IS NOT NULL AND kind <> 'rvt' AND NOT EXISTS (
        SELECT FROM public.network_professional p
        WHERE p.account_id = NEW.professional_id AND p.employer_id = NEW.organization_id) THEN
        RAISE check_violation USING MESSAGE = 'who does it works there';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER who_does_it_works_there
    AFTER INSERT OR UPDATE OF professional_id, organization_id, form ON public.dossier_involvement
    FOR EACH ROW EXECUTE FUNCTION tandem.who_does_it_works_there();

-- A core decision is signed on what was answered: with some noes nobody signs.
CREATE FUNCTION tandem.decision_is_signed_rightly() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kind text;
BEGIN
    IF NEW.co_signed_at IS NULL OR NEW.origin <> 'screen' THEN RETURN NULL; END IF;
    SELECT o.kind INTO kind FROM public.network_organization o WHERE o.id = NEW.organization_id;
    IF EXISTS (
        SELECT FROM public.legal_turningpoint t
        WHERE t.decision_id = NEW.id AND NOT t.is_yes AND (t.question = 'ground'
          OR (t.question = 'somebody_else'
              AND (kind = 'rvdk' OR NEW.same_person_agreed_on IS NULL))
          OR (t.question IN ('explained', 'complaint') AND NEW.urgent_reason = ''))) THEN
        RAISE check_violation USING MESSAGE = 'nobody signs under this no';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER decision_is_signed_rightly
    AFTER INSERT OR UPDATE OF co_signed_at ON public.legal_coredecision
    FOR EACH ROW EXECUTE FUNCTION tandem.decision_is_signed_rightly();

-- A dossier does not end before the family heard of every decision that was signed.
CREATE FUNCTION tandem.ends_when_all_is_told() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.status = 'ended' AND OLD.status <> 'ended' AND EXISTS (
        SELECT FROM public.legal_coredecision d
        WHERE d.household_id = NEW.id AND d.origin = 'screen' AND d.co_signed_at IS NOT NULL
          AND d.family_informed_on IS NULL) THEN
        RAISE check_violation USING MESSAGE = 'the family did not hear of a decision';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ends_when_all_is_told AFTER UPDATE OF status ON public.dossier_household
    FOR EACH ROW EXECUTE FUNCTION tandem.ends_when_all_is_told();

-- Whether somebody ever did the other side in the household of this work: rode along where it uses
-- powers, or used powers where it rides along. By name, or with any key that was cut for it (INV-09).
CREATE FUNCTION tandem.did_other_side(person bigint, work bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM public.dossier_involvement w JOIN public.dossier_involvement i
            ON i.household_id = w.household_id
        WHERE w.id = work
          AND (i.form IN ('with_powers', 'with_measure'))
              <> (w.form IN ('with_powers', 'with_measure'))
          AND (i.professional_id = person OR EXISTS (
              SELECT FROM public.dossier_key k
              WHERE k.involvement_id = i.id AND k.account_id = person)))
$$;

-- A power or a ground that is on no list names the article or the ruling that it rests on.
CREATE FUNCTION tandem.other_names_its_law() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.origin = 'screen' AND (NEW.power_kind = 'other' OR NEW.ground = 'anders')
        AND NEW.legal_reference = '' THEN
        RAISE check_violation USING MESSAGE = 'another power or ground names its law';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER other_names_its_law
    AFTER INSERT OR UPDATE OF power_kind, ground, legal_reference, origin
    ON public.legal_coredecision
    FOR EACH ROW EXECUTE FUNCTION tandem.other_names_its_law();

-- One of the two who decide is of the organization that has the power; a partner decides for its own.
CREATE FUNCTION tandem.decision_is_of_its_own() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.origin <> 'screen' OR NEW.co_signer_id IS NULL THEN RETURN NULL; END IF;
    IF EXISTS (
        SELECT FROM public.network_professional p
        JOIN public.network_organization o ON o.id = p.employer_id
        WHERE p.account_id = NEW.recorded_by_id AND o.id <> NEW.organization_id
          AND o.kind = ANY({{partners}})) THEN
        RAISE check_violation USING MESSAGE = 'a partner decides for its own organization';
    END IF;
    IF NOT EXISTS (
        SELECT FROM public.network_professional p
        WHERE p.account_id IN (NEW.recorded_by_id, NEW.co_signer_id)
          AND p.employer_id = NEW.organization_id)
      -- Of an organization that nobody let in yet, it says who decided there.
      AND (NEW.also_decided = '' OR EXISTS (
        SELECT FROM public.dossier_key k JOIN public.network_professional p
            ON p.account_id = k.account_id AND p.employer_id = NEW.organization_id
        WHERE k.household_id = NEW.household_id AND k.scope = 'partner'
          AND k.since <= NEW.recorded_at
          AND (k.until IS NULL OR k.until > NEW.recorded_at))) THEN
        RAISE check_violation USING MESSAGE = 'who decides is of the organization';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER decision_is_of_its_own
    AFTER INSERT OR UPDATE OF co_signer_id, recorded_by_id, organization_id, also_decided, origin
    ON public.legal_coredecision
    FOR EACH ROW EXECUTE FUNCTION tandem.decision_is_of_its_own();
