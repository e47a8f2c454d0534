// LiveIntrospection
