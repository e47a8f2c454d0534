CREATE INDEX "Crate_weight_idx" ON "Crate"("weight");
