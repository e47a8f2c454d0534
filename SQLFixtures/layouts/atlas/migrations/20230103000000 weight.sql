-- atlas:delimiter -- end

ALTER TABLE crate ADD COLUMN weight numeric NOT NULL DEFAULT 0
-- end
CREATE INDEX crate_weight ON crate (weight)
-- end
