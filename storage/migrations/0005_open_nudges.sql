-- what is due or claimed is found by company and instant, however much was sent before
DROP INDEX outbox_open;
CREATE INDEX outbox_open ON outbox (tenant, due) WHERE state IN ('due', 'claimed');
