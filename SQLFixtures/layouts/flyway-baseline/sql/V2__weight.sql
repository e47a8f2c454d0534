DROP TABLE oldest;
