// PgTAPScanning
