class V3__Rebuild {}
