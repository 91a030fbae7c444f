-- :name of_platform
-- Every workspace that installed Snurr. -- all tenants
SELECT platform, workspace, tenant, sealed FROM installation WHERE platform = :platform ORDER BY tenant

-- :name companies
-- The companies of a database: those of workspaces, and the first one as soon as anything is in it. -- all tenants
SELECT id, name FROM tenant
WHERE id > 1 OR EXISTS (SELECT 1 FROM person WHERE person.tenant = tenant.id)
    OR EXISTS (SELECT 1 FROM account WHERE account.tenant = tenant.id)
    OR EXISTS (SELECT 1 FROM team WHERE team.tenant = tenant.id)
ORDER BY id

-- :name tenant_named
-- The company that a workspace is or was. -- all tenants
SELECT id FROM tenant WHERE name = :name

-- :name add_tenant
-- A new company. -- all tenants
INSERT INTO tenant (name) VALUES (:name) RETURNING id

-- :name add_touchpoints
-- A new company begins with the usual touchpoints. -- all tenants
INSERT INTO touchpoint (tenant, name, key) VALUES (:made, 'invoice', 'invoice'), (:made, 'site', 'site'),
    (:made, 'mail', 'mail'), (:made, 'material', 'material'), (:made, 'reception', 'reception'), (:made, 'yard', 'yard'),
    (:made, 'seller', 'seller')

-- :name save
-- A workspace's newest tokens, sealed. -- all tenants
-- The company stays what it was, as its log belongs to it.
INSERT INTO installation (platform, workspace, tenant, sealed, installed_at)
VALUES (:platform, :workspace, :made, :sealed, :at)
ON CONFLICT (platform, workspace) DO UPDATE SET sealed = excluded.sealed

-- :name drop
-- A workspace took Snurr away; its log stays. -- all tenants
DELETE FROM installation WHERE platform = :platform AND workspace = :workspace

-- :name forget_used
-- What was used and is valid no more. -- all tenants
DELETE FROM _used_value WHERE until < :at

-- :name forget_one
-- One value is as if it had never been used. -- all tenants
DELETE FROM _used_value WHERE digest = :digest

-- :name use
-- Something that may be used once was used; changes no row when it was used before. -- all tenants
INSERT INTO _used_value (digest, until) VALUES (:digest, :until) ON CONFLICT (digest) DO NOTHING
