CREATE TABLE "Crate" (
    "id" SERIAL NOT NULL,
    CONSTRAINT "Crate_pkey" PRIMARY KEY ("id")
);
