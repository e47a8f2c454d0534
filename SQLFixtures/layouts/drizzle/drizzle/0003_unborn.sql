CREATE TABLE "unborn" ("id" integer);
