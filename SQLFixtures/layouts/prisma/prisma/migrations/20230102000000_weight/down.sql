ALTER TABLE "Crate" DROP COLUMN "weight";
