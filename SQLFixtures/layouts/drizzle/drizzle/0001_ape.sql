CREATE INDEX "crate_weight" ON "crate" ("weight");
