-- Who works is spared what only a family needs. `tandem_work` has every right and every policy of
-- `tandem_web`, but for what opens rows to a family and what closes rows to it: both are always
-- empty for who works, and thinking about them took a tenth of a page. tandem.act_as changes to it.
-- Nobody with a page of their own can act in it (tandem.claimed), nor see there what has shields (the
-- policies `no_family`).
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT format('GRANT %s ON %s %s TO tandem_work', a.privilege_type,
                CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.oid::regclass) AS rule
        FROM pg_class c, aclexplode(c.relacl) a
        WHERE a.grantee = 'tandem_web'::regrole
        UNION ALL
        SELECT format('GRANT %s (%s) ON TABLE %s TO tandem_work', a.privilege_type,
            string_agg(quote_ident(t.attname), ', '), t.attrelid::regclass)
        FROM pg_attribute t, aclexplode(t.attacl) a
        WHERE a.grantee = 'tandem_web'::regrole GROUP BY t.attrelid, a.privilege_type
        UNION ALL
        SELECT format('GRANT EXECUTE ON FUNCTION %s TO tandem_work', p.oid::regprocedure)
        FROM pg_proc p, aclexplode(p.proacl) a
        WHERE a.grantee = 'tandem_web'::regrole
        UNION ALL
        SELECT format('ALTER POLICY %I ON %s TO tandem_web, tandem_work', p.polname,
            p.polrelid::regclass)
        FROM pg_policy p
        WHERE p.polroles = ARRAY['tandem_web'::regrole::oid]
          AND p.polname NOT IN ('family', 'shield')
    LOOP
        EXECUTE one.rule;
    END LOOP;
END $$;
