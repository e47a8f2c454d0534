// Generated from signatures.tsv by Scripts/update-pgtap-signatures; do not edit.
// swift-format-ignore-file

/// The lines of signatures.tsv without its header, sorted by name.
let signatureData: StaticString = """
    add_result	boolean,boolean,text,text,text	0		1.2.0	integer					
    alike	anyelement,text	0		1.2.0	text					
    alike	anyelement,text,text	0		1.2.0	text					
    any_column_privs_are	name,name,name[]	0		1.2.0	text	column	privileges(any)	exact_set	table,role,privs	search_path
    any_column_privs_are	name,name,name,name[]	0		1.2.0	text	column	privileges(any)	exact_set	schema,table,role,privs	schema-qualified
    any_column_privs_are	name,name,name[],text	0		1.2.0	text	column	privileges(any)	exact_set	table,role,privs,description	search_path
    any_column_privs_are	name,name,name,name[],text	0		1.2.0	text	column	privileges(any)	exact_set	schema,table,role,privs,description	schema-qualified
    bag_eq	text,anyarray	0		1.2.0	text					
    bag_eq	text,text	0		1.2.0	text					
    bag_eq	text,anyarray,text	0		1.2.0	text					
    bag_eq	text,text,text	0		1.2.0	text					
    bag_has	text,text	0		1.2.0	text					
    bag_has	text,text,text	0		1.2.0	text					
    bag_hasnt	text,text	0		1.2.0	text					
    bag_hasnt	text,text,text	0		1.2.0	text					
    bag_ne	text,anyarray	0		1.2.0	text					
    bag_ne	text,text	0		1.2.0	text					
    bag_ne	text,anyarray,text	0		1.2.0	text					
    bag_ne	text,text,text	0		1.2.0	text					
    can	name[]	0		1.2.0	text	function	existence	subset	functions	search_path
    can	name,name[]	0		1.2.0	text	function	existence	subset	schema,functions	schema-qualified
    can	name[],text	0		1.2.0	text	function	existence	subset	functions,description	search_path
    can	name,name[],text	0		1.2.0	text	function	existence	subset	schema,functions,description	schema-qualified
    cast_context_is	name,name,text	0		1.2.0	text	cast	context	value	source_type,target_type,context	global
    cast_context_is	name,name,text,text	0		1.2.0	text	cast	context	value	source_type,target_type,context,description	global
    casts_are	text[]	0		1.2.0	text	cast	set	exact_set	casts	global
    casts_are	text[],text	0		1.2.0	text	cast	set	exact_set	casts,description	global
    check_test	text,boolean	0		1.2.0	SETOF text					
    check_test	text,boolean,text	0		1.2.0	SETOF text					
    check_test	text,boolean,text,text	0		1.2.0	SETOF text					
    check_test	text,boolean,text,text,text	0		1.2.0	SETOF text					
    check_test	text,boolean,text,text,text,boolean	0		1.2.0	SETOF text					
    cmp_ok	anyelement,text,anyelement	0		1.2.0	text					
    cmp_ok	anyelement,text,anyelement,text	0		1.2.0	text					
    col_default_is	name,name,anyelement	0		1.2.0	text	column	default_value	value	table,column,default	search_path
    col_default_is	name,name,text	0		1.2.0	text	column	default_value	value	table,column,default	search_path
    col_default_is	name,name,anyelement,text	0		1.2.0	text	column	default_value	value	table,column,default,description	search_path
    col_default_is	name,name,text,text	0		1.2.0	text	column	default_value	value	table,column,default,description	search_path
    col_default_is	name,name,name,anyelement,text	0		1.2.0	text	column	default_value	value	schema,table,column,default,description	schema-qualified
    col_default_is	name,name,name,text,text	0		1.2.0	text	column	default_value	value	schema,table,column,default,description	schema-qualified
    col_has_check	name,name	0		1.2.0	text	check	columns	value	table,column	search_path
    col_has_check	name,name[]	0		1.2.0	text	check	columns	value	table,columns	search_path
    col_has_check	name,name,text	0		1.2.0	text	check	columns	value	table,column,description	search_path
    col_has_check	name,name[],text	0		1.2.0	text	check	columns	value	table,columns,description	search_path
    col_has_check	name,name,name,text	0		1.2.0	text	check	columns	value	schema,table,column,description	schema-qualified
    col_has_check	name,name,name[],text	0		1.2.0	text	check	columns	value	schema,table,columns,description	schema-qualified
    col_has_default	name,name	0		1.2.0	text	column	default_exists	value	table,column	search_path
    col_has_default	name,name,text	0		1.2.0	text	column	default_exists	value	table,column,description	search_path
    col_has_default	name,name,name,text	0		1.2.0	text	column	default_exists	value	schema,table,column,description	schema-qualified
    col_hasnt_default	name,name	0		1.2.0	text	column	default_exists	value_not	table,column	search_path
    col_hasnt_default	name,name,text	0		1.2.0	text	column	default_exists	value_not	table,column,description	search_path
    col_hasnt_default	name,name,name,text	0		1.2.0	text	column	default_exists	value_not	schema,table,column,description	schema-qualified
    col_is_fk	name,name	0		1.2.0	text	foreign_key	columns	value	table,column	search_path
    col_is_fk	name,name[]	0		1.2.0	text	foreign_key	columns	value	table,columns	search_path
    col_is_fk	name,name,text	0		1.2.0	text	foreign_key	columns	value	table,column,description	search_path
    col_is_fk	name,name[],text	0		1.2.0	text	foreign_key	columns	value	table,columns,description	search_path
    col_is_fk	name,name,name,text	0		1.2.0	text	foreign_key	columns	value	schema,table,column,description	schema-qualified
    col_is_fk	name,name,name[],text	0		1.2.0	text	foreign_key	columns	value	schema,table,columns,description	schema-qualified
    col_is_null	name,name,text	1		1.2.0	text	column	nullable	value	table,column,description	search_path
    col_is_null	name,name,name,text	1		1.2.0	text	column	nullable	value	schema,table,column,description	schema-qualified
    col_is_pk	name,name	0		1.2.0	text	primary_key	columns	value	table,column	search_path
    col_is_pk	name,name[]	0		1.2.0	text	primary_key	columns	value	table,columns	search_path
    col_is_pk	name,name,name	0		1.3.5	text	primary_key	columns	value	schema,table,column	schema-qualified
    col_is_pk	name,name,name[]	0		1.3.5	text	primary_key	columns	value	schema,table,columns	schema-qualified
    col_is_pk	name,name,text	0		1.2.0	text	primary_key	columns	value	table,column,description	search_path
    col_is_pk	name,name[],text	0		1.2.0	text	primary_key	columns	value	table,columns,description	search_path
    col_is_pk	name,name,name,text	0		1.2.0	text	primary_key	columns	value	schema,table,column,description	schema-qualified
    col_is_pk	name,name,name[],text	0		1.2.0	text	primary_key	columns	value	schema,table,columns,description	schema-qualified
    col_is_unique	name,name	0		1.2.0	text	unique	columns	value	table,column	search_path
    col_is_unique	name,name[]	0		1.2.0	text	unique	columns	value	table,columns	search_path
    col_is_unique	name,name,name	0		1.2.0	text	unique	columns	value	schema,table,column	schema-qualified
    col_is_unique	name,name,name[]	0		1.2.0	text	unique	columns	value	schema,table,columns	schema-qualified
    col_is_unique	name,name,text	0		1.2.0	text	unique	columns	value	table,column,description	search_path
    col_is_unique	name,name[],text	0		1.2.0	text	unique	columns	value	table,columns,description	search_path
    col_is_unique	name,name,name,text	0		1.2.0	text	unique	columns	value	schema,table,column,description	schema-qualified
    col_is_unique	name,name,name[],text	0		1.2.0	text	unique	columns	value	schema,table,columns,description	schema-qualified
    col_isnt_fk	name,name	0		1.2.0	text	foreign_key	columns	value_not	table,column	search_path
    col_isnt_fk	name,name[]	0		1.2.0	text	foreign_key	columns	value_not	table,columns	search_path
    col_isnt_fk	name,name,text	0		1.2.0	text	foreign_key	columns	value_not	table,column,description	search_path
    col_isnt_fk	name,name[],text	0		1.2.0	text	foreign_key	columns	value_not	table,columns,description	search_path
    col_isnt_fk	name,name,name,text	0		1.2.0	text	foreign_key	columns	value_not	schema,table,column,description	schema-qualified
    col_isnt_fk	name,name,name[],text	0		1.2.0	text	foreign_key	columns	value_not	schema,table,columns,description	schema-qualified
    col_isnt_pk	name,name	0		1.2.0	text	primary_key	columns	value_not	table,column	search_path
    col_isnt_pk	name,name[]	0		1.2.0	text	primary_key	columns	value_not	table,columns	search_path
    col_isnt_pk	name,name,text	0		1.2.0	text	primary_key	columns	value_not	table,column,description	search_path
    col_isnt_pk	name,name[],text	0		1.2.0	text	primary_key	columns	value_not	table,columns,description	search_path
    col_isnt_pk	name,name,name,text	0		1.2.0	text	primary_key	columns	value_not	schema,table,column,description	schema-qualified
    col_isnt_pk	name,name,name[],text	0		1.2.0	text	primary_key	columns	value_not	schema,table,columns,description	schema-qualified
    col_not_null	name,name,text	1		1.2.0	text	column	not_null	value	table,column,description	search_path
    col_not_null	name,name,name,text	1		1.2.0	text	column	not_null	value	schema,table,column,description	schema-qualified
    col_type_is	name,name,text	0		1.2.0	text	column	type	value	table,column,type	search_path
    col_type_is	name,name,name,text	0		1.2.0	text	column	type	value	schema,table,column,type	schema-qualified
    col_type_is	name,name,text,text	0		1.2.0	text	column	type	value	table,column,type,description	search_path
    col_type_is	name,name,name,name,text	0		1.2.0	text	column	type	value	schema,table,column,typeschema,type	schema-qualified
    col_type_is	name,name,name,text,text	0		1.2.0	text	column	type	value	schema,table,column,type,description	schema-qualified
    col_type_is	name,name,name,name,text,text	0		1.2.0	text	column	type	value	schema,table,column,typeschema,type,description	schema-qualified
    collect_tap	character varying[]	0		1.2.0	text					
    collect_tap	text[]	0	text	1.2.0	text					
    column_privs_are	name,name,name,name[]	0		1.2.0	text	column	privileges	exact_set	table,column,role,privs	search_path
    column_privs_are	name,name,name,name,name[]	0		1.2.0	text	column	privileges	exact_set	schema,table,column,role,privs	schema-qualified
    column_privs_are	name,name,name,name[],text	0		1.2.0	text	column	privileges	exact_set	table,column,role,privs,description	search_path
    column_privs_are	name,name,name,name,name[],text	0		1.2.0	text	column	privileges	exact_set	schema,table,column,role,privs,description	schema-qualified
    columns_are	name,name[]	0		1.2.0	text	column	set	exact_set	table,columns	search_path
    columns_are	name,name,name[]	0		1.2.0	text	column	set	exact_set	schema,table,columns	schema-qualified
    columns_are	name,name[],text	0		1.2.0	text	column	set	exact_set	table,columns,description	search_path
    columns_are	name,name,name[],text	0		1.2.0	text	column	set	exact_set	schema,table,columns,description	schema-qualified
    composite_owner_is	name,name	0		1.2.0	text	composite_type	owner	value	type,owner	search_path
    composite_owner_is	name,name,name	0		1.2.0	text	composite_type	owner	value	schema,type,owner	schema-qualified
    composite_owner_is	name,name,text	0		1.2.0	text	composite_type	owner	value	type,owner,description	search_path
    composite_owner_is	name,name,name,text	0		1.2.0	text	composite_type	owner	value	schema,type,owner,description	schema-qualified
    database_privs_are	name,name,name[]	0		1.2.0	text	database	privileges	exact_set	database,role,privs	global
    database_privs_are	name,name,name[],text	0		1.2.0	text	database	privileges	exact_set	database,role,privs,description	global
    db_owner_is	name,name	0		1.2.0	text	database	owner	value	database,owner	global
    db_owner_is	name,name,text	0		1.2.0	text	database	owner	value	database,owner,description	global
    diag	anyarray	0	anyelement	1.2.0	text					
    diag	anyelement	0		1.2.0	text					
    diag	text	0		1.2.0	text					
    diag	text[]	0	text	1.2.0	text					
    diag_test_name	text	0		1.2.0	text					
    display_oper	name,oid	0		1.2.0	text					
    do_tap		0		1.2.0	SETOF text					
    do_tap	name	0		1.2.0	SETOF text					
    do_tap	text	0		1.2.0	SETOF text					
    do_tap	name,text	0		1.2.0	SETOF text					
    doesnt_imatch	anyelement,text	0		1.2.0	text					
    doesnt_imatch	anyelement,text,text	0		1.2.0	text					
    doesnt_match	anyelement,text	0		1.2.0	text					
    doesnt_match	anyelement,text,text	0		1.2.0	text					
    domain_type_is	text,text	0		1.2.0	text	domain	base_type	value	domain,type	search_path
    domain_type_is	name,text,text	0		1.2.0	text	domain	base_type	value	schema,domain,type	schema-qualified
    domain_type_is	text,text,text	0		1.2.0	text	domain	base_type	value	domain,type,description	search_path
    domain_type_is	name,text,name,text	0		1.2.0	text	domain	base_type	value	schema,domain,typeschema,type	schema-qualified
    domain_type_is	name,text,text,text	0		1.2.0	text	domain	base_type	value	schema,domain,type,description	schema-qualified
    domain_type_is	name,text,name,text,text	0		1.2.0	text	domain	base_type	value	schema,domain,typeschema,type,description	schema-qualified
    domain_type_isnt	text,text	0		1.2.0	text	domain	base_type	value_not	domain,type	search_path
    domain_type_isnt	name,text,text	0		1.2.0	text	domain	base_type	value_not	schema,domain,type	schema-qualified
    domain_type_isnt	text,text,text	0		1.2.0	text	domain	base_type	value_not	domain,type,description	search_path
    domain_type_isnt	name,text,name,text	0		1.2.0	text	domain	base_type	value_not	schema,domain,typeschema,type	schema-qualified
    domain_type_isnt	name,text,text,text	0		1.2.0	text	domain	base_type	value_not	schema,domain,type,description	schema-qualified
    domain_type_isnt	name,text,name,text,text	0		1.2.0	text	domain	base_type	value_not	schema,domain,typeschema,type,description	schema-qualified
    domains_are	name[]	0		1.2.0	text	domain	set	exact_set	domains	search_path
    domains_are	name,name[]	0		1.2.0	text	domain	set	exact_set	schema,domains	schema-qualified
    domains_are	name[],text	0		1.2.0	text	domain	set	exact_set	domains,description	search_path
    domains_are	name,name[],text	0		1.2.0	text	domain	set	exact_set	schema,domains,description	schema-qualified
    enum_has_labels	name,name[]	0		1.2.0	text	enum	labels	value	enum,labels	search_path
    enum_has_labels	name,name,name[]	0		1.2.0	text	enum	labels	value	schema,enum,labels	schema-qualified
    enum_has_labels	name,name[],text	0		1.2.0	text	enum	labels	value	enum,labels,description	search_path
    enum_has_labels	name,name,name[],text	0		1.2.0	text	enum	labels	value	schema,enum,labels,description	schema-qualified
    enums_are	name[]	0		1.2.0	text	enum	set	exact_set	enums	search_path
    enums_are	name,name[]	0		1.2.0	text	enum	set	exact_set	schema,enums	schema-qualified
    enums_are	name[],text	0		1.2.0	text	enum	set	exact_set	enums,description	search_path
    enums_are	name,name[],text	0		1.2.0	text	enum	set	exact_set	schema,enums,description	schema-qualified
    extensions_are	name[]	0		1.2.0	text	extension	set	exact_set	extensions	any schema
    extensions_are	name,name[]	0		1.2.0	text	extension	set	exact_set	schema,extensions	schema-qualified
    extensions_are	name[],text	0		1.2.0	text	extension	set	exact_set	extensions,description	any schema
    extensions_are	name,name[],text	0		1.2.0	text	extension	set	exact_set	schema,extensions,description	schema-qualified
    fail		0		1.2.0	text					
    fail	text	0		1.2.0	text					
    fdw_privs_are	name,name,name[]	0		1.2.0	text	foreign_data_wrapper	privileges	exact_set	fdw,role,privs	global
    fdw_privs_are	name,name,name[],text	0		1.2.0	text	foreign_data_wrapper	privileges	exact_set	fdw,role,privs,description	global
    findfuncs	text	0		1.2.0	text[]					
    findfuncs	name,text	0		1.2.0	text[]					
    findfuncs	text,text	0		1.2.0	text[]					
    findfuncs	name,text,text	0		1.2.0	text[]					
    finish	boolean	1		1.2.0	SETOF text					
    fk_ok	name,name,name,name	0		1.2.0	text	foreign_key	columns+target	value	fk_table,fk_column,pk_table,pk_column	search_path
    fk_ok	name,name[],name,name[]	0		1.2.0	text	foreign_key	columns+target	value	fk_table,fk_columns,pk_table,pk_columns	search_path
    fk_ok	name,name,name,name,text	0		1.2.0	text	foreign_key	columns+target	value	fk_table,fk_column,pk_table,pk_column,description	search_path
    fk_ok	name,name[],name,name[],text	0		1.2.0	text	foreign_key	columns+target	value	fk_table,fk_columns,pk_table,pk_columns,description	search_path
    fk_ok	name,name,name,name,name,text	0		1.2.0	text	foreign_key	columns+target	value	fk_schema,fk_table,fk_column,pk_schema,pk_table,pk_column	schema-qualified
    fk_ok	name,name,name[],name,name,name[]	0		1.2.0	text	foreign_key	columns+target	value	fk_schema,fk_table,fk_columns,pk_schema,pk_table,pk_columns	schema-qualified
    fk_ok	name,name,name,name,name,name,text	0		1.2.0	text	foreign_key	columns+target	value	fk_schema,fk_table,fk_column,pk_schema,pk_table,pk_column,description	schema-qualified
    fk_ok	name,name,name[],name,name,name[],text	0		1.2.0	text	foreign_key	columns+target	value	fk_schema,fk_table,fk_columns,pk_schema,pk_table,pk_columns,description	schema-qualified
    foreign_table_owner_is	name,name	0		1.2.0	text	foreign_table	owner	value	table,owner	search_path
    foreign_table_owner_is	name,name,name	0		1.2.0	text	foreign_table	owner	value	schema,table,owner	schema-qualified
    foreign_table_owner_is	name,name,text	0		1.2.0	text	foreign_table	owner	value	table,owner,description	search_path
    foreign_table_owner_is	name,name,name,text	0		1.2.0	text	foreign_table	owner	value	schema,table,owner,description	schema-qualified
    foreign_tables_are	name[]	0		1.2.0	text	foreign_table	set	exact_set	foreign_tables	search_path
    foreign_tables_are	name,name[]	0		1.2.0	text	foreign_table	set	exact_set	schema,foreign_tables	schema-qualified
    foreign_tables_are	name[],text	0		1.2.0	text	foreign_table	set	exact_set	foreign_tables,description	search_path
    foreign_tables_are	name,name[],text	0		1.2.0	text	foreign_table	set	exact_set	schema,foreign_tables,description	schema-qualified
    format_type_string	text	0		1.3.5	text					
    function_lang_is	name,name	0		1.2.0	text	function	language	value	function,language	search_path
    function_lang_is	name,name,name	0		1.2.0	text	function	language	value	schema,function,language	schema-qualified
    function_lang_is	name,name,text	0		1.2.0	text	function	language	value	function,language,description	search_path
    function_lang_is	name,name[],name	0		1.2.0	text	function	language	value	function,args,language	search_path
    function_lang_is	name,name,name,text	0		1.2.0	text	function	language	value	schema,function,language,description	schema-qualified
    function_lang_is	name,name,name[],name	0		1.2.0	text	function	language	value	schema,function,args,language	schema-qualified
    function_lang_is	name,name[],name,text	0		1.2.0	text	function	language	value	function,args,language,description	search_path
    function_lang_is	name,name,name[],name,text	0		1.2.0	text	function	language	value	schema,function,args,language,description	schema-qualified
    function_owner_is	name,name[],name	0		1.2.0	text	function	owner	value	function,args,owner	search_path
    function_owner_is	name,name,name[],name	0		1.2.0	text	function	owner	value	schema,function,args,owner	schema-qualified
    function_owner_is	name,name[],name,text	0		1.2.0	text	function	owner	value	function,args,owner,description	search_path
    function_owner_is	name,name,name[],name,text	0		1.2.0	text	function	owner	value	schema,function,args,owner,description	schema-qualified
    function_privs_are	name,name[],name,name[]	0		1.2.0	text	function	privileges	exact_set	function,args,role,privs	search_path
    function_privs_are	name,name,name[],name,name[]	0		1.2.0	text	function	privileges	exact_set	schema,function,args,role,privs	schema-qualified
    function_privs_are	name,name[],name,name[],text	0		1.2.0	text	function	privileges	exact_set	function,args,role,privs,description	search_path
    function_privs_are	name,name,name[],name,name[],text	0		1.2.0	text	function	privileges	exact_set	schema,function,args,role,privs,description	schema-qualified
    function_returns	name,text	0		1.2.0	text	function	return_type	value	function,type	search_path
    function_returns	name,name,text	0		1.2.0	text	function	return_type	value	schema,function,type	schema-qualified
    function_returns	name,name[],text	0		1.2.0	text	function	return_type	value	function,args,type	search_path
    function_returns	name,text,text	0		1.2.0	text	function	return_type	value	function,type,description	search_path
    function_returns	name,name,name[],text	0		1.2.0	text	function	return_type	value	schema,function,args,type	schema-qualified
    function_returns	name,name,text,text	0		1.2.0	text	function	return_type	value	schema,function,type,description	schema-qualified
    function_returns	name,name[],text,text	0		1.2.0	text	function	return_type	value	function,args,type,description	search_path
    function_returns	name,name,name[],text,text	0		1.2.0	text	function	return_type	value	schema,function,args,type,description	schema-qualified
    functions_are	name[]	0		1.2.0	text	function	set	exact_set	functions	search_path
    functions_are	name,name[]	0		1.2.0	text	function	set	exact_set	schema,functions	schema-qualified
    functions_are	name[],text	0		1.2.0	text	function	set	exact_set	functions,description	search_path
    functions_are	name,name[],text	0		1.2.0	text	function	set	exact_set	schema,functions,description	schema-qualified
    groups_are	name[]	0		1.2.0	text	role	set(nologin)	exact_set	groups	global
    groups_are	name[],text	0		1.2.0	text	role	set(nologin)	exact_set	groups,description	global
    has_cast	name,name	0		1.2.0	text	cast	existence	exists	source_type,target_type	global
    has_cast	name,name,name	0		1.2.0	text	cast	existence+function	exists	source_type,target_type,function	global
    has_cast	name,name,text	0		1.2.0	text	cast	existence	exists	source_type,target_type,description	global
    has_cast	name,name,name,name	0		1.2.0	text	cast	existence+function	exists	source_type,target_type,funcschema,function	global
    has_cast	name,name,name,text	0		1.2.0	text	cast	existence+function	exists	source_type,target_type,function,description	global
    has_cast	name,name,name,name,text	0		1.2.0	text	cast	existence+function	exists	source_type,target_type,funcschema,function,description	global
    has_check	name	0		1.2.0	text	check	existence	exists	table	search_path
    has_check	name,text	0		1.2.0	text	check	existence	exists	table,description	search_path
    has_check	name,name,text	0		1.2.0	text	check	existence	exists	schema,table,description	schema-qualified
    has_column	name,name	0		1.2.0	text	column	existence	exists	table,column	search_path
    has_column	name,name,text	0		1.2.0	text	column	existence	exists	table,column,description	search_path
    has_column	name,name,name,text	0		1.2.0	text	column	existence	exists	schema,table,column,description	schema-qualified
    has_composite	name	0		1.2.0	text	composite_type	existence	exists	type	search_path
    has_composite	name,name	0		1.3.5	text	composite_type	existence	exists	schema,type	schema-qualified
    has_composite	name,text	0		1.2.0	text	composite_type	existence	exists	type,description	search_path
    has_composite	name,name,text	0		1.2.0	text	composite_type	existence	exists	schema,type,description	schema-qualified
    has_domain	name	0		1.2.0	text	domain	existence	exists	domain	search_path
    has_domain	name,name	0		1.2.0	text	domain	existence	exists	schema,domain	schema-qualified
    has_domain	name,text	0		1.2.0	text	domain	existence	exists	domain,description	search_path
    has_domain	name,name,text	0		1.2.0	text	domain	existence	exists	schema,domain,description	schema-qualified
    has_enum	name	0		1.2.0	text	enum	existence	exists	enum	search_path
    has_enum	name,name	0		1.2.0	text	enum	existence	exists	schema,enum	schema-qualified
    has_enum	name,text	0		1.2.0	text	enum	existence	exists	enum,description	search_path
    has_enum	name,name,text	0		1.2.0	text	enum	existence	exists	schema,enum,description	schema-qualified
    has_extension	name	0		1.2.0	text	extension	existence	exists	extension	any schema
    has_extension	name,name	0		1.2.0	text	extension	existence	exists	schema,extension	schema-qualified
    has_extension	name,text	0		1.2.0	text	extension	existence	exists	extension,description	any schema
    has_extension	name,name,text	0		1.2.0	text	extension	existence	exists	schema,extension,description	schema-qualified
    has_fk	name	0		1.2.0	text	foreign_key	existence	exists	table	search_path
    has_fk	name,text	0		1.2.0	text	foreign_key	existence	exists	table,description	search_path
    has_fk	name,name,text	0		1.2.0	text	foreign_key	existence	exists	schema,table,description	schema-qualified
    has_foreign_table	name	0		1.2.0	text	foreign_table	existence	exists	table	search_path
    has_foreign_table	name,name	0		1.2.0	text	foreign_table	existence	exists	schema,table	schema-qualified
    has_foreign_table	name,text	0		1.2.0	text	foreign_table	existence	exists	table,description	search_path
    has_foreign_table	name,name,text	0		1.2.0	text	foreign_table	existence	exists	schema,table,description	schema-qualified
    has_function	name	0		1.2.0	text	function	existence	exists	function	search_path
    has_function	name,name	0		1.2.0	text	function	existence	exists	schema,function	schema-qualified
    has_function	name,name[]	0		1.2.0	text	function	existence	exists	function,args	search_path
    has_function	name,text	0		1.2.0	text	function	existence	exists	function,description	search_path
    has_function	name,name,name[]	0		1.2.0	text	function	existence	exists	schema,function,args	schema-qualified
    has_function	name,name,text	0		1.2.0	text	function	existence	exists	schema,function,description	schema-qualified
    has_function	name,name[],text	0		1.2.0	text	function	existence	exists	function,args,description	search_path
    has_function	name,name,name[],text	0		1.2.0	text	function	existence	exists	schema,function,args,description	schema-qualified
    has_group	name	0		1.2.0	text	role	existence+nologin	exists	role	global
    has_group	name,text	0		1.2.0	text	role	existence+nologin	exists	role,description	global
    has_index	name,name	0		1.2.0	text	index	existence	exists	table,index	search_path
    has_index	name,name,name	0		1.2.0	text	index	existence|columns	exists	schema,table,index	RUNTIME: depends on arg1 being a schema
    has_index	name,name,name[]	0		1.2.0	text	index	columns	value	table,index,columns	search_path
    has_index	name,name,text	0		1.2.0	text	index	existence	exists	table,index,description	search_path
    has_index	name,name,name,name	0		1.2.0	text	index	columns	value	schema,table,index,column	schema-qualified
    has_index	name,name,name,name[]	0		1.2.0	text	index	columns	value	schema,table,index,columns	schema-qualified
    has_index	name,name,name,text	0		1.2.0	text	index	existence|columns	exists	schema,table,index,description	RUNTIME: depends on arg1 being a schema
    has_index	name,name,name[],text	0		1.2.0	text	index	columns	value	table,index,columns,description	search_path
    has_index	name,name,name,name,text	0		1.2.0	text	index	columns	value	schema,table,index,column,description	schema-qualified
    has_index	name,name,name,name[],text	0		1.2.0	text	index	columns	value	schema,table,index,columns,description	schema-qualified
    has_inherited_tables	name	0		1.2.0	text	inheritance	has_children	exists	table	search_path
    has_inherited_tables	name,name	0		1.2.0	text	inheritance	has_children	exists	schema,table	schema-qualified
    has_inherited_tables	name,text	0		1.2.0	text	inheritance	has_children	exists	table,description	search_path
    has_inherited_tables	name,name,text	0		1.2.0	text	inheritance	has_children	exists	schema,table,description	schema-qualified
    has_language	name	0		1.2.0	text	language	existence	exists	language	global
    has_language	name,text	0		1.2.0	text	language	existence	exists	language,description	global
    has_leftop	name,name	0		1.2.0	text	operator	existence(prefix)	exists	name,right_type	search_path
    has_leftop	name,name,name	0		1.2.0	text	operator	existence(prefix)	exists	name,right_type,return_type	search_path
    has_leftop	name,name,text	0		1.2.0	text	operator	existence(prefix)	exists	name,right_type,description	search_path
    has_leftop	name,name,name,name	0		1.2.0	text	operator	existence(prefix)	exists	schema,name,right_type,return_type	schema-qualified
    has_leftop	name,name,name,text	0		1.2.0	text	operator	existence(prefix)	exists	name,right_type,return_type,description	search_path
    has_leftop	name,name,name,name,text	0		1.2.0	text	operator	existence(prefix)	exists	schema,name,right_type,return_type,description	schema-qualified
    has_materialized_view	name	0		1.2.0	text	materialized_view	existence	exists	materialized_view	search_path
    has_materialized_view	name,text	0		1.2.0	text	materialized_view	existence	exists	materialized_view,description	search_path
    has_materialized_view	name,name,text	0		1.2.0	text	materialized_view	existence	exists	schema,materialized_view,description	schema-qualified
    has_opclass	name	0		1.2.0	text	operator_class	existence	exists	opclass	search_path
    has_opclass	name,name	0		1.2.0	text	operator_class	existence	exists	schema,opclass	schema-qualified
    has_opclass	name,text	0		1.2.0	text	operator_class	existence	exists	opclass,description	search_path
    has_opclass	name,name,text	0		1.2.0	text	operator_class	existence	exists	schema,opclass,description	schema-qualified
    has_operator	name,name,name	0		1.2.0	text	operator	existence	exists	left_type,name,right_type	search_path
    has_operator	name,name,name,name	0		1.2.0	text	operator	existence	exists	left_type,name,right_type,return_type	search_path
    has_operator	name,name,name,text	0		1.2.0	text	operator	existence	exists	left_type,name,right_type,description	search_path
    has_operator	name,name,name,name,name	0		1.2.0	text	operator	existence	exists	left_type,schema,name,right_type,return_type	schema-qualified
    has_operator	name,name,name,name,text	0		1.2.0	text	operator	existence	exists	left_type,name,right_type,return_type,description	search_path
    has_operator	name,name,name,name,name,text	0		1.2.0	text	operator	existence	exists	left_type,schema,name,right_type,return_type,description	schema-qualified
    has_pk	name	0		1.2.0	text	primary_key	existence	exists	table	search_path
    has_pk	name,name	0		1.3.5	text	primary_key	existence	exists	schema,table	schema-qualified
    has_pk	name,text	0		1.2.0	text	primary_key	existence	exists	table,description	search_path
    has_pk	name,name,text	0		1.2.0	text	primary_key	existence	exists	schema,table,description	schema-qualified
    has_relation	name	0		1.2.0	text	relation	existence	exists	relation	search_path
    has_relation	name,text	0		1.2.0	text	relation	existence	exists	relation,description	search_path
    has_relation	name,name,text	0		1.2.0	text	relation	existence	exists	schema,relation,description	schema-qualified
    has_rightop	name,name	0		1.2.0	text	operator	existence(postfix)	exists	left_type,name	search_path
    has_rightop	name,name,name	0		1.2.0	text	operator	existence(postfix)	exists	left_type,name,return_type	search_path
    has_rightop	name,name,text	0		1.2.0	text	operator	existence(postfix)	exists	left_type,name,description	search_path
    has_rightop	name,name,name,name	0		1.2.0	text	operator	existence(postfix)	exists	left_type,schema,name,return_type	schema-qualified
    has_rightop	name,name,name,text	0		1.2.0	text	operator	existence(postfix)	exists	left_type,name,return_type,description	search_path
    has_rightop	name,name,name,name,text	0		1.2.0	text	operator	existence(postfix)	exists	left_type,schema,name,return_type,description	schema-qualified
    has_role	name	0		1.2.0	text	role	existence	exists	role	global
    has_role	name,text	0		1.2.0	text	role	existence	exists	role,description	global
    has_rule	name,name	0		1.2.0	text	rule	existence	exists	table,rule	search_path
    has_rule	name,name,name	0		1.2.0	text	rule	existence	exists	schema,table,rule	schema-qualified
    has_rule	name,name,text	0		1.2.0	text	rule	existence	exists	table,rule,description	search_path
    has_rule	name,name,name,text	0		1.2.0	text	rule	existence	exists	schema,table,rule,description	schema-qualified
    has_schema	name	0		1.2.0	text	schema	existence	exists	schema	global
    has_schema	name,text	0		1.2.0	text	schema	existence	exists	schema,description	global
    has_sequence	name	0		1.2.0	text	sequence	existence	exists	sequence	search_path
    has_sequence	name,name	0		1.2.0	text	sequence	existence	exists	schema,sequence	schema-qualified
    has_sequence	name,text	0		1.2.0	text	sequence	existence	exists	sequence,description	search_path
    has_sequence	name,name,text	0		1.2.0	text	sequence	existence	exists	schema,sequence,description	schema-qualified
    has_table	name	0		1.2.0	text	table	existence	exists	table	search_path
    has_table	name,name	0		1.2.0	text	table	existence	exists	schema,table	schema-qualified
    has_table	name,text	0		1.2.0	text	table	existence	exists	table,description	search_path
    has_table	name,name,text	0		1.2.0	text	table	existence	exists	schema,table,description	schema-qualified
    has_tablespace	name	0		1.2.0	text	tablespace	existence	exists	tablespace	global
    has_tablespace	name,text	0		1.2.0	text	tablespace	existence	exists	tablespace,description	global
    has_tablespace	name,text,text	0		1.2.0	text	tablespace	existence+location	exists	tablespace,location,description	global
    has_trigger	name,name	0		1.2.0	text	trigger	existence	exists	table,trigger	search_path
    has_trigger	name,name,name	0		1.2.0	text	trigger	existence	exists	schema,table,trigger	schema-qualified
    has_trigger	name,name,text	0		1.2.0	text	trigger	existence	exists	table,trigger,description	search_path
    has_trigger	name,name,name,text	0		1.2.0	text	trigger	existence	exists	schema,table,trigger,description	schema-qualified
    has_type	name	0		1.2.0	text	type	existence	exists	type	search_path
    has_type	name,name	0		1.2.0	text	type	existence	exists	schema,type	schema-qualified
    has_type	name,text	0		1.2.0	text	type	existence	exists	type,description	search_path
    has_type	name,name,text	0		1.2.0	text	type	existence	exists	schema,type,description	schema-qualified
    has_unique	text	0		1.2.0	text	unique	existence	exists	table	search_path
    has_unique	text,text	0		1.2.0	text	unique	existence	exists	table,description	search_path
    has_unique	text,text,text	0		1.2.0	text	unique	existence	exists	schema,table,description	schema-qualified
    has_user	name	0		1.2.0	text	role	existence+login	exists	role	global
    has_user	name,text	0		1.2.0	text	role	existence+login	exists	role,description	global
    has_view	name	0		1.2.0	text	view	existence	exists	view	search_path
    has_view	name,name	0		1.2.0	text	view	existence	exists	schema,view	schema-qualified
    has_view	name,text	0		1.2.0	text	view	existence	exists	view,description	search_path
    has_view	name,name,text	0		1.2.0	text	view	existence	exists	schema,view,description	schema-qualified
    hasnt_cast	name,name	0		1.2.0	text	cast	existence	absent	source_type,target_type	global
    hasnt_cast	name,name,name	0		1.2.0	text	cast	existence+function	absent	source_type,target_type,function	global
    hasnt_cast	name,name,text	0		1.2.0	text	cast	existence	absent	source_type,target_type,description	global
    hasnt_cast	name,name,name,name	0		1.2.0	text	cast	existence+function	absent	source_type,target_type,funcschema,function	global
    hasnt_cast	name,name,name,text	0		1.2.0	text	cast	existence+function	absent	source_type,target_type,function,description	global
    hasnt_cast	name,name,name,name,text	0		1.2.0	text	cast	existence+function	absent	source_type,target_type,funcschema,function,description	global
    hasnt_column	name,name	0		1.2.0	text	column	existence	absent	table,column	search_path
    hasnt_column	name,name,text	0		1.2.0	text	column	existence	absent	table,column,description	search_path
    hasnt_column	name,name,name,text	0		1.2.0	text	column	existence	absent	schema,table,column,description	schema-qualified
    hasnt_composite	name	0		1.2.0	text	composite_type	existence	absent	type	search_path
    hasnt_composite	name,name	0		1.3.5	text	composite_type	existence	absent	schema,type	schema-qualified
    hasnt_composite	name,text	0		1.2.0	text	composite_type	existence	absent	type,description	search_path
    hasnt_composite	name,name,text	0		1.2.0	text	composite_type	existence	absent	schema,type,description	schema-qualified
    hasnt_domain	name	0		1.2.0	text	domain	existence	absent	domain	search_path
    hasnt_domain	name,name	0		1.2.0	text	domain	existence	absent	schema,domain	schema-qualified
    hasnt_domain	name,text	0		1.2.0	text	domain	existence	absent	domain,description	search_path
    hasnt_domain	name,name,text	0		1.2.0	text	domain	existence	absent	schema,domain,description	schema-qualified
    hasnt_enum	name	0		1.2.0	text	enum	existence	absent	enum	search_path
    hasnt_enum	name,name	0		1.2.0	text	enum	existence	absent	schema,enum	schema-qualified
    hasnt_enum	name,text	0		1.2.0	text	enum	existence	absent	enum,description	search_path
    hasnt_enum	name,name,text	0		1.2.0	text	enum	existence	absent	schema,enum,description	schema-qualified
    hasnt_extension	name	0		1.2.0	text	extension	existence	absent	extension	any schema
    hasnt_extension	name,name	0		1.2.0	text	extension	existence	absent	schema,extension	schema-qualified
    hasnt_extension	name,text	0		1.2.0	text	extension	existence	absent	extension,description	any schema
    hasnt_extension	name,name,text	0		1.2.0	text	extension	existence	absent	schema,extension,description	schema-qualified
    hasnt_fk	name	0		1.2.0	text	foreign_key	existence	absent	table	search_path
    hasnt_fk	name,text	0		1.2.0	text	foreign_key	existence	absent	table,description	search_path
    hasnt_fk	name,name,text	0		1.2.0	text	foreign_key	existence	absent	schema,table,description	schema-qualified
    hasnt_foreign_table	name	0		1.2.0	text	foreign_table	existence	absent	table	search_path
    hasnt_foreign_table	name,name	0		1.2.0	text	foreign_table	existence	absent	schema,table	schema-qualified
    hasnt_foreign_table	name,text	0		1.2.0	text	foreign_table	existence	absent	table,description	search_path
    hasnt_foreign_table	name,name,text	0		1.2.0	text	foreign_table	existence	absent	schema,table,description	schema-qualified
    hasnt_function	name	0		1.2.0	text	function	existence	absent	function	search_path
    hasnt_function	name,name	0		1.2.0	text	function	existence	absent	schema,function	schema-qualified
    hasnt_function	name,name[]	0		1.2.0	text	function	existence	absent	function,args	search_path
    hasnt_function	name,text	0		1.2.0	text	function	existence	absent	function,description	search_path
    hasnt_function	name,name,name[]	0		1.2.0	text	function	existence	absent	schema,function,args	schema-qualified
    hasnt_function	name,name,text	0		1.2.0	text	function	existence	absent	schema,function,description	schema-qualified
    hasnt_function	name,name[],text	0		1.2.0	text	function	existence	absent	function,args,description	search_path
    hasnt_function	name,name,name[],text	0		1.2.0	text	function	existence	absent	schema,function,args,description	schema-qualified
    hasnt_group	name	0		1.2.0	text	role	existence+nologin	absent	role	global
    hasnt_group	name,text	0		1.2.0	text	role	existence+nologin	absent	role,description	global
    hasnt_index	name,name	0		1.2.0	text	index	existence	absent	table,index	search_path
    hasnt_index	name,name,name	0		1.2.0	text	index	existence	absent	schema,table,index	schema-qualified
    hasnt_index	name,name,text	0		1.2.0	text	index	existence	absent	table,index,description	search_path
    hasnt_index	name,name,name,text	0		1.2.0	text	index	existence	absent	schema,table,index,description	schema-qualified
    hasnt_inherited_tables	name	0		1.2.0	text	inheritance	has_children	absent	table	search_path
    hasnt_inherited_tables	name,name	0		1.2.0	text	inheritance	has_children	absent	schema,table	schema-qualified
    hasnt_inherited_tables	name,text	0		1.2.0	text	inheritance	has_children	absent	table,description	search_path
    hasnt_inherited_tables	name,name,text	0		1.2.0	text	inheritance	has_children	absent	schema,table,description	schema-qualified
    hasnt_language	name	0		1.2.0	text	language	existence	absent	language	global
    hasnt_language	name,text	0		1.2.0	text	language	existence	absent	language,description	global
    hasnt_leftop	name,name	0		1.2.0	text	operator	existence(prefix)	absent	name,right_type	search_path
    hasnt_leftop	name,name,name	0		1.2.0	text	operator	existence(prefix)	absent	name,right_type,return_type	search_path
    hasnt_leftop	name,name,text	0		1.2.0	text	operator	existence(prefix)	absent	name,right_type,description	search_path
    hasnt_leftop	name,name,name,name	0		1.2.0	text	operator	existence(prefix)	absent	schema,name,right_type,return_type	schema-qualified
    hasnt_leftop	name,name,name,text	0		1.2.0	text	operator	existence(prefix)	absent	name,right_type,return_type,description	search_path
    hasnt_leftop	name,name,name,name,text	0		1.2.0	text	operator	existence(prefix)	absent	schema,name,right_type,return_type,description	schema-qualified
    hasnt_materialized_view	name	0		1.2.0	text	materialized_view	existence	absent	materialized_view	search_path
    hasnt_materialized_view	name,text	0		1.2.0	text	materialized_view	existence	absent	materialized_view,description	search_path
    hasnt_materialized_view	name,name,text	0		1.2.0	text	materialized_view	existence	absent	schema,materialized_view,description	schema-qualified
    hasnt_opclass	name	0		1.2.0	text	operator_class	existence	absent	opclass	search_path
    hasnt_opclass	name,name	0		1.2.0	text	operator_class	existence	absent	schema,opclass	schema-qualified
    hasnt_opclass	name,text	0		1.2.0	text	operator_class	existence	absent	opclass,description	search_path
    hasnt_opclass	name,name,text	0		1.2.0	text	operator_class	existence	absent	schema,opclass,description	schema-qualified
    hasnt_operator	name,name,name	0		1.2.0	text	operator	existence	absent	left_type,name,right_type	search_path
    hasnt_operator	name,name,name,name	0		1.2.0	text	operator	existence	absent	left_type,name,right_type,return_type	search_path
    hasnt_operator	name,name,name,text	0		1.2.0	text	operator	existence	absent	left_type,name,right_type,description	search_path
    hasnt_operator	name,name,name,name,name	0		1.2.0	text	operator	existence	absent	left_type,schema,name,right_type,return_type	schema-qualified
    hasnt_operator	name,name,name,name,text	0		1.2.0	text	operator	existence	absent	left_type,name,right_type,return_type,description	search_path
    hasnt_operator	name,name,name,name,name,text	0		1.2.0	text	operator	existence	absent	left_type,schema,name,right_type,return_type,description	schema-qualified
    hasnt_pk	name	0		1.2.0	text	primary_key	existence	absent	table	search_path
    hasnt_pk	name,text	0		1.2.0	text	primary_key	existence	absent	table,description	search_path
    hasnt_pk	name,name,text	0		1.2.0	text	primary_key	existence	absent	schema,table,description	schema-qualified
    hasnt_relation	name	0		1.2.0	text	relation	existence	absent	relation	search_path
    hasnt_relation	name,text	0		1.2.0	text	relation	existence	absent	relation,description	search_path
    hasnt_relation	name,name,text	0		1.2.0	text	relation	existence	absent	schema,relation,description	schema-qualified
    hasnt_rightop	name,name	0		1.2.0	text	operator	existence(postfix)	absent	left_type,name	search_path
    hasnt_rightop	name,name,name	0		1.2.0	text	operator	existence(postfix)	absent	left_type,name,return_type	search_path
    hasnt_rightop	name,name,text	0		1.2.0	text	operator	existence(postfix)	absent	left_type,name,description	search_path
    hasnt_rightop	name,name,name,name	0		1.2.0	text	operator	existence(postfix)	absent	left_type,schema,name,return_type	schema-qualified
    hasnt_rightop	name,name,name,text	0		1.2.0	text	operator	existence(postfix)	absent	left_type,name,return_type,description	search_path
    hasnt_rightop	name,name,name,name,text	0		1.2.0	text	operator	existence(postfix)	absent	left_type,schema,name,return_type,description	schema-qualified
    hasnt_role	name	0		1.2.0	text	role	existence	absent	role	global
    hasnt_role	name,text	0		1.2.0	text	role	existence	absent	role,description	global
    hasnt_rule	name,name	0		1.2.0	text	rule	existence	absent	table,rule	search_path
    hasnt_rule	name,name,name	0		1.2.0	text	rule	existence	absent	schema,table,rule	schema-qualified
    hasnt_rule	name,name,text	0		1.2.0	text	rule	existence	absent	table,rule,description	search_path
    hasnt_rule	name,name,name,text	0		1.2.0	text	rule	existence	absent	schema,table,rule,description	schema-qualified
    hasnt_schema	name	0		1.2.0	text	schema	existence	absent	schema	global
    hasnt_schema	name,text	0		1.2.0	text	schema	existence	absent	schema,description	global
    hasnt_sequence	name	0		1.2.0	text	sequence	existence	absent	sequence	search_path
    hasnt_sequence	name,text	0		1.2.0	text	sequence	existence	absent	sequence,description	search_path
    hasnt_sequence	name,name,text	0		1.2.0	text	sequence	existence	absent	schema,sequence,description	schema-qualified
    hasnt_table	name	0		1.2.0	text	table	existence	absent	table	search_path
    hasnt_table	name,name	0		1.2.0	text	table	existence	absent	schema,table	schema-qualified
    hasnt_table	name,text	0		1.2.0	text	table	existence	absent	table,description	search_path
    hasnt_table	name,name,text	0		1.2.0	text	table	existence	absent	schema,table,description	schema-qualified
    hasnt_tablespace	name	0		1.2.0	text	tablespace	existence	absent	tablespace	global
    hasnt_tablespace	name,text	0		1.2.0	text	tablespace	existence	absent	tablespace,description	global
    hasnt_trigger	name,name	0		1.2.0	text	trigger	existence	absent	table,trigger	search_path
    hasnt_trigger	name,name,name	0		1.2.0	text	trigger	existence	absent	schema,table,trigger	schema-qualified
    hasnt_trigger	name,name,text	0		1.2.0	text	trigger	existence	absent	table,trigger,description	search_path
    hasnt_trigger	name,name,name,text	0		1.2.0	text	trigger	existence	absent	schema,table,trigger,description	schema-qualified
    hasnt_type	name	0		1.2.0	text	type	existence	absent	type	search_path
    hasnt_type	name,name	0		1.2.0	text	type	existence	absent	schema,type	schema-qualified
    hasnt_type	name,text	0		1.2.0	text	type	existence	absent	type,description	search_path
    hasnt_type	name,name,text	0		1.2.0	text	type	existence	absent	schema,type,description	schema-qualified
    hasnt_user	name	0		1.2.0	text	role	existence+login	absent	role	global
    hasnt_user	name,text	0		1.2.0	text	role	existence+login	absent	role,description	global
    hasnt_view	name	0		1.2.0	text	view	existence	absent	view	search_path
    hasnt_view	name,name	0		1.2.0	text	view	existence	absent	schema,view	schema-qualified
    hasnt_view	name,text	0		1.2.0	text	view	existence	absent	view,description	search_path
    hasnt_view	name,name,text	0		1.2.0	text	view	existence	absent	schema,view,description	schema-qualified
    ialike	anyelement,text	0		1.2.0	text					
    ialike	anyelement,text,text	0		1.2.0	text					
    imatches	anyelement,text	0		1.2.0	text					
    imatches	anyelement,text,text	0		1.2.0	text					
    in_todo		0		1.2.0	boolean					
    index_is_partial	name	0		1.3.5	text	index	partial	value	index	search_path
    index_is_partial	name,name	0		1.3.5	text	index	partial	value	table,index	search_path
    index_is_partial	name,name,name	0		1.3.5	text	index	partial	value	schema,table,index	schema-qualified
    index_is_partial	name,name,name,text	0		1.3.5	text	index	partial	value	schema,table,index,description	schema-qualified
    index_is_primary	name	0		1.2.0	text	index	primary	value	index	search_path
    index_is_primary	name,name	0		1.2.0	text	index	primary	value	table,index	search_path
    index_is_primary	name,name,name	0		1.2.0	text	index	primary	value	schema,table,index	schema-qualified
    index_is_primary	name,name,name,text	0		1.2.0	text	index	primary	value	schema,table,index,description	schema-qualified
    index_is_type	name,name	0		1.2.0	text	index	access_method	value	index,type	any schema
    index_is_type	name,name,name	0		1.2.0	text	index	access_method	value	table,index,type	any schema
    index_is_type	name,name,name,name	0		1.2.0	text	index	access_method	value	schema,table,index,type	schema-qualified
    index_is_type	name,name,name,name,text	0		1.2.0	text	index	access_method	value	schema,table,index,type,description	schema-qualified
    index_is_unique	name	0		1.2.0	text	index	unique	value	index	search_path
    index_is_unique	name,name	0		1.2.0	text	index	unique	value	table,index	search_path
    index_is_unique	name,name,name	0		1.2.0	text	index	unique	value	schema,table,index	schema-qualified
    index_is_unique	name,name,name,text	0		1.2.0	text	index	unique	value	schema,table,index,description	schema-qualified
    index_owner_is	name,name,name	0		1.2.0	text	index	owner	value	table,index,owner	search_path
    index_owner_is	name,name,name,name	0		1.2.0	text	index	owner	value	schema,table,index,owner	schema-qualified
    index_owner_is	name,name,name,text	0		1.2.0	text	index	owner	value	table,index,owner,description	search_path
    index_owner_is	name,name,name,name,text	0		1.2.0	text	index	owner	value	schema,table,index,owner,description	schema-qualified
    indexes_are	name,name[]	0		1.2.0	text	index	set	exact_set	table,indexes	search_path
    indexes_are	name,name,name[]	0		1.2.0	text	index	set	exact_set	schema,table,indexes	schema-qualified
    indexes_are	name,name[],text	0		1.2.0	text	index	set	exact_set	table,indexes,description	search_path
    indexes_are	name,name,name[],text	0		1.2.0	text	index	set	exact_set	schema,table,indexes,description	schema-qualified
    is	anyelement,anyelement	0		1.2.0	text					
    is	anyelement,anyelement,text	0		1.2.0	text					
    is_aggregate	name	0		1.2.0	text	function	kind=aggregate	value	function	search_path
    is_aggregate	name,name	0		1.2.0	text	function	kind=aggregate	value	schema,function	schema-qualified
    is_aggregate	name,name[]	0		1.2.0	text	function	kind=aggregate	value	function,args	search_path
    is_aggregate	name,text	0		1.2.0	text	function	kind=aggregate	value	function,description	search_path
    is_aggregate	name,name,name[]	0		1.2.0	text	function	kind=aggregate	value	schema,function,args	schema-qualified
    is_aggregate	name,name,text	0		1.2.0	text	function	kind=aggregate	value	schema,function,description	schema-qualified
    is_aggregate	name,name[],text	0		1.2.0	text	function	kind=aggregate	value	function,args,description	search_path
    is_aggregate	name,name,name[],text	0		1.2.0	text	function	kind=aggregate	value	schema,function,args,description	schema-qualified
    is_ancestor_of	name,name	0		1.2.0	text	inheritance	ancestor	value	table,child_table	search_path
    is_ancestor_of	name,name,integer	0		1.2.0	text	inheritance	ancestor	value	table,child_table,depth	search_path
    is_ancestor_of	name,name,text	0		1.2.0	text	inheritance	ancestor	value	table,child_table,description	search_path
    is_ancestor_of	name,name,integer,text	0		1.2.0	text	inheritance	ancestor	value	table,child_table,depth,description	search_path
    is_ancestor_of	name,name,name,name	0		1.2.0	text	inheritance	ancestor	value	schema,table,child_schema,child_table	schema-qualified
    is_ancestor_of	name,name,name,name,integer	0		1.2.0	text	inheritance	ancestor	value	schema,table,child_schema,child_table,depth	schema-qualified
    is_ancestor_of	name,name,name,name,text	0		1.2.0	text	inheritance	ancestor	value	schema,table,child_schema,child_table,description	schema-qualified
    is_ancestor_of	name,name,name,name,integer,text	0		1.2.0	text	inheritance	ancestor	value	schema,table,child_schema,child_table,depth,description	schema-qualified
    is_clustered	name	0		1.2.0	text	index	clustered	value	index	any schema
    is_clustered	name,name	0		1.2.0	text	index	clustered	value	table,index	any schema
    is_clustered	name,name,name	0		1.2.0	text	index	clustered	value	schema,table,index	schema-qualified
    is_clustered	name,name,name,text	0		1.2.0	text	index	clustered	value	schema,table,index,description	schema-qualified
    is_definer	name	0		1.2.0	text	function	security_definer	value	function	search_path
    is_definer	name,name	0		1.2.0	text	function	security_definer	value	schema,function	schema-qualified
    is_definer	name,name[]	0		1.2.0	text	function	security_definer	value	function,args	search_path
    is_definer	name,text	0		1.2.0	text	function	security_definer	value	function,description	search_path
    is_definer	name,name,name[]	0		1.2.0	text	function	security_definer	value	schema,function,args	schema-qualified
    is_definer	name,name,text	0		1.2.0	text	function	security_definer	value	schema,function,description	schema-qualified
    is_definer	name,name[],text	0		1.2.0	text	function	security_definer	value	function,args,description	search_path
    is_definer	name,name,name[],text	0		1.2.0	text	function	security_definer	value	schema,function,args,description	schema-qualified
    is_descendent_of	name,name	0		1.2.0	text	inheritance	ancestor	value	table,parent_table	search_path
    is_descendent_of	name,name,integer	0		1.2.0	text	inheritance	ancestor	value	table,parent_table,depth	search_path
    is_descendent_of	name,name,text	0		1.2.0	text	inheritance	ancestor	value	table,parent_table,description	search_path
    is_descendent_of	name,name,integer,text	0		1.2.0	text	inheritance	ancestor	value	table,parent_table,depth,description	search_path
    is_descendent_of	name,name,name,name	0		1.2.0	text	inheritance	ancestor	value	schema,table,parent_schema,parent_table	schema-qualified
    is_descendent_of	name,name,name,name,integer	0		1.2.0	text	inheritance	ancestor	value	schema,table,parent_schema,parent_table,depth	schema-qualified
    is_descendent_of	name,name,name,name,text	0		1.2.0	text	inheritance	ancestor	value	schema,table,parent_schema,parent_table,description	schema-qualified
    is_descendent_of	name,name,name,name,integer,text	0		1.2.0	text	inheritance	ancestor	value	schema,table,parent_schema,parent_table,depth,description	schema-qualified
    is_empty	text	0		1.2.0	text					
    is_empty	text,text	0		1.2.0	text					
    is_indexed	name,name	0		1.2.0	text	index	columns	value	table,column	any schema
    is_indexed	name,name[]	0		1.2.0	text	index	columns	value	table,columns	any schema
    is_indexed	name,name,name	0		1.2.0	text	index	columns	value	schema,table,column	RUNTIME: depends on arg1 being a schema
    is_indexed	name,name,name[]	0		1.2.0	text	index	columns	value	schema,table,columns	schema-qualified
    is_indexed	name,name[],text	0		1.2.0	text	index	columns	value	table,columns,description	any schema
    is_indexed	name,name,name,text	0		1.2.0	text	index	columns	value	schema,table,column,description	schema-qualified
    is_indexed	name,name,name[],text	0		1.2.0	text	index	columns	value	schema,table,columns,description	schema-qualified
    is_member_of	name,name	0		1.2.0	text	role	membership	subset	role,member	global
    is_member_of	name,name[]	0		1.2.0	text	role	membership	subset	role,members	global
    is_member_of	name,name,text	0		1.2.0	text	role	membership	subset	role,member,description	global
    is_member_of	name,name[],text	0		1.2.0	text	role	membership	subset	role,members,description	global
    is_normal_function	name	0		1.2.0	text	function	kind=normal_function	value	function	search_path
    is_normal_function	name,name	0		1.2.0	text	function	kind=normal_function	value	schema,function	schema-qualified
    is_normal_function	name,name[]	0		1.2.0	text	function	kind=normal_function	value	function,args	search_path
    is_normal_function	name,text	0		1.2.0	text	function	kind=normal_function	value	function,description	search_path
    is_normal_function	name,name,name[]	0		1.2.0	text	function	kind=normal_function	value	schema,function,args	schema-qualified
    is_normal_function	name,name,text	0		1.2.0	text	function	kind=normal_function	value	schema,function,description	schema-qualified
    is_normal_function	name,name[],text	0		1.2.0	text	function	kind=normal_function	value	function,args,description	search_path
    is_normal_function	name,name,name[],text	0		1.2.0	text	function	kind=normal_function	value	schema,function,args,description	schema-qualified
    is_partition_of	name,name	0		1.2.0	text	partition	parent	value	child_table,parent_table	search_path
    is_partition_of	name,name,text	0		1.2.0	text	partition	parent	value	child_table,parent_table,description	search_path
    is_partition_of	name,name,name,name	0		1.2.0	text	partition	parent	value	child_schema,child_table,parent_schema,parent_table	schema-qualified
    is_partition_of	name,name,name,name,text	0		1.2.0	text	partition	parent	value	child_schema,child_table,parent_schema,parent_table,description	schema-qualified
    is_partitioned	name	0		1.2.0	text	table	partitioned	value	table	search_path
    is_partitioned	name,name	0		1.2.0	text	table	partitioned	value	schema,table	schema-qualified
    is_partitioned	name,text	0		1.2.0	text	table	partitioned	value	table,description	search_path
    is_partitioned	name,name,text	0		1.2.0	text	table	partitioned	value	schema,table,description	schema-qualified
    is_procedure	name	0		1.2.0	text	function	kind=procedure	value	function	search_path
    is_procedure	name,name	0		1.2.0	text	function	kind=procedure	value	schema,function	schema-qualified
    is_procedure	name,name[]	0		1.2.0	text	function	kind=procedure	value	function,args	search_path
    is_procedure	name,text	0		1.2.0	text	function	kind=procedure	value	function,description	search_path
    is_procedure	name,name,name[]	0		1.2.0	text	function	kind=procedure	value	schema,function,args	schema-qualified
    is_procedure	name,name,text	0		1.2.0	text	function	kind=procedure	value	schema,function,description	schema-qualified
    is_procedure	name,name[],text	0		1.2.0	text	function	kind=procedure	value	function,args,description	search_path
    is_procedure	name,name,name[],text	0		1.2.0	text	function	kind=procedure	value	schema,function,args,description	schema-qualified
    is_strict	name	0		1.2.0	text	function	strict	value	function	search_path
    is_strict	name,name	0		1.2.0	text	function	strict	value	schema,function	schema-qualified
    is_strict	name,name[]	0		1.2.0	text	function	strict	value	function,args	search_path
    is_strict	name,text	0		1.2.0	text	function	strict	value	function,description	search_path
    is_strict	name,name,name[]	0		1.2.0	text	function	strict	value	schema,function,args	schema-qualified
    is_strict	name,name,text	0		1.2.0	text	function	strict	value	schema,function,description	schema-qualified
    is_strict	name,name[],text	0		1.2.0	text	function	strict	value	function,args,description	search_path
    is_strict	name,name,name[],text	0		1.2.0	text	function	strict	value	schema,function,args,description	schema-qualified
    is_superuser	name	0		1.2.0	text	role	superuser	value	role	global
    is_superuser	name,text	0		1.2.0	text	role	superuser	value	role,description	global
    is_window	name	0		1.2.0	text	function	kind=window	value	function	search_path
    is_window	name,name	0		1.2.0	text	function	kind=window	value	schema,function	schema-qualified
    is_window	name,name[]	0		1.2.0	text	function	kind=window	value	function,args	search_path
    is_window	name,text	0		1.2.0	text	function	kind=window	value	function,description	search_path
    is_window	name,name,name[]	0		1.2.0	text	function	kind=window	value	schema,function,args	schema-qualified
    is_window	name,name,text	0		1.2.0	text	function	kind=window	value	schema,function,description	schema-qualified
    is_window	name,name[],text	0		1.2.0	text	function	kind=window	value	function,args,description	search_path
    is_window	name,name,name[],text	0		1.2.0	text	function	kind=window	value	schema,function,args,description	schema-qualified
    isa_ok	anyelement,regtype	0		1.2.0	text					
    isa_ok	anyelement,regtype,text	0		1.2.0	text					
    isnt	anyelement,anyelement	0		1.2.0	text					
    isnt	anyelement,anyelement,text	0		1.2.0	text					
    isnt_aggregate	name	0		1.2.0	text	function	kind=aggregate	value_not	function	search_path
    isnt_aggregate	name,name	0		1.2.0	text	function	kind=aggregate	value_not	schema,function	schema-qualified
    isnt_aggregate	name,name[]	0		1.2.0	text	function	kind=aggregate	value_not	function,args	search_path
    isnt_aggregate	name,text	0		1.2.0	text	function	kind=aggregate	value_not	function,description	search_path
    isnt_aggregate	name,name,name[]	0		1.2.0	text	function	kind=aggregate	value_not	schema,function,args	schema-qualified
    isnt_aggregate	name,name,text	0		1.2.0	text	function	kind=aggregate	value_not	schema,function,description	schema-qualified
    isnt_aggregate	name,name[],text	0		1.2.0	text	function	kind=aggregate	value_not	function,args,description	search_path
    isnt_aggregate	name,name,name[],text	0		1.2.0	text	function	kind=aggregate	value_not	schema,function,args,description	schema-qualified
    isnt_ancestor_of	name,name	0		1.2.0	text	inheritance	ancestor	value_not	table,child_table	search_path
    isnt_ancestor_of	name,name,integer	0		1.2.0	text	inheritance	ancestor	value_not	table,child_table,depth	search_path
    isnt_ancestor_of	name,name,text	0		1.2.0	text	inheritance	ancestor	value_not	table,child_table,description	search_path
    isnt_ancestor_of	name,name,integer,text	0		1.2.0	text	inheritance	ancestor	value_not	table,child_table,depth,description	search_path
    isnt_ancestor_of	name,name,name,name	0		1.2.0	text	inheritance	ancestor	value_not	schema,table,child_schema,child_table	schema-qualified
    isnt_ancestor_of	name,name,name,name,integer	0		1.2.0	text	inheritance	ancestor	value_not	schema,table,child_schema,child_table,depth	schema-qualified
    isnt_ancestor_of	name,name,name,name,text	0		1.2.0	text	inheritance	ancestor	value_not	schema,table,child_schema,child_table,description	schema-qualified
    isnt_ancestor_of	name,name,name,name,integer,text	0		1.2.0	text	inheritance	ancestor	value_not	schema,table,child_schema,child_table,depth,description	schema-qualified
    isnt_definer	name	0		1.2.0	text	function	security_definer	value_not	function	search_path
    isnt_definer	name,name	0		1.2.0	text	function	security_definer	value_not	schema,function	schema-qualified
    isnt_definer	name,name[]	0		1.2.0	text	function	security_definer	value_not	function,args	search_path
    isnt_definer	name,text	0		1.2.0	text	function	security_definer	value_not	function,description	search_path
    isnt_definer	name,name,name[]	0		1.2.0	text	function	security_definer	value_not	schema,function,args	schema-qualified
    isnt_definer	name,name,text	0		1.2.0	text	function	security_definer	value_not	schema,function,description	schema-qualified
    isnt_definer	name,name[],text	0		1.2.0	text	function	security_definer	value_not	function,args,description	search_path
    isnt_definer	name,name,name[],text	0		1.2.0	text	function	security_definer	value_not	schema,function,args,description	schema-qualified
    isnt_descendent_of	name,name	0		1.2.0	text	inheritance	ancestor	value_not	table,parent_table	search_path
    isnt_descendent_of	name,name,integer	0		1.2.0	text	inheritance	ancestor	value_not	table,parent_table,depth	search_path
    isnt_descendent_of	name,name,text	0		1.2.0	text	inheritance	ancestor	value_not	table,parent_table,description	search_path
    isnt_descendent_of	name,name,integer,text	0		1.2.0	text	inheritance	ancestor	value_not	table,parent_table,depth,description	search_path
    isnt_descendent_of	name,name,name,name	0		1.2.0	text	inheritance	ancestor	value_not	schema,table,parent_schema,parent_table	schema-qualified
    isnt_descendent_of	name,name,name,name,integer	0		1.2.0	text	inheritance	ancestor	value_not	schema,table,parent_schema,parent_table,depth	schema-qualified
    isnt_descendent_of	name,name,name,name,text	0		1.2.0	text	inheritance	ancestor	value_not	schema,table,parent_schema,parent_table,description	schema-qualified
    isnt_descendent_of	name,name,name,name,integer,text	0		1.2.0	text	inheritance	ancestor	value_not	schema,table,parent_schema,parent_table,depth,description	schema-qualified
    isnt_empty	text	0		1.2.0	text					
    isnt_empty	text,text	0		1.2.0	text					
    isnt_member_of	name,name	0		1.2.0	text	role	membership	value_not	role,member	global
    isnt_member_of	name,name[]	0		1.2.0	text	role	membership	value_not	role,members	global
    isnt_member_of	name,name,text	0		1.2.0	text	role	membership	value_not	role,member,description	global
    isnt_member_of	name,name[],text	0		1.2.0	text	role	membership	value_not	role,members,description	global
    isnt_normal_function	name	0		1.2.0	text	function	kind=normal_function	value_not	function	search_path
    isnt_normal_function	name,name	0		1.2.0	text	function	kind=normal_function	value_not	schema,function	schema-qualified
    isnt_normal_function	name,name[]	0		1.2.0	text	function	kind=normal_function	value_not	function,args	search_path
    isnt_normal_function	name,text	0		1.2.0	text	function	kind=normal_function	value_not	function,description	search_path
    isnt_normal_function	name,name,name[]	0		1.2.0	text	function	kind=normal_function	value_not	schema,function,args	schema-qualified
    isnt_normal_function	name,name,text	0		1.2.0	text	function	kind=normal_function	value_not	schema,function,description	schema-qualified
    isnt_normal_function	name,name[],text	0		1.2.0	text	function	kind=normal_function	value_not	function,args,description	search_path
    isnt_normal_function	name,name,name[],text	0		1.2.0	text	function	kind=normal_function	value_not	schema,function,args,description	schema-qualified
    isnt_partitioned	name	0		1.2.0	text	table	partitioned	value_not	table	search_path
    isnt_partitioned	name,name	0		1.2.0	text	table	partitioned	value_not	schema,table	schema-qualified
    isnt_partitioned	name,text	0		1.2.0	text	table	partitioned	value_not	table,description	search_path
    isnt_partitioned	name,name,text	0		1.2.0	text	table	partitioned	value_not	schema,table,description	schema-qualified
    isnt_procedure	name	0		1.2.0	text	function	kind=procedure	value_not	function	search_path
    isnt_procedure	name,name	0		1.2.0	text	function	kind=procedure	value_not	schema,function	schema-qualified
    isnt_procedure	name,name[]	0		1.2.0	text	function	kind=procedure	value_not	function,args	search_path
    isnt_procedure	name,text	0		1.2.0	text	function	kind=procedure	value_not	function,description	search_path
    isnt_procedure	name,name,name[]	0		1.2.0	text	function	kind=procedure	value_not	schema,function,args	schema-qualified
    isnt_procedure	name,name,text	0		1.2.0	text	function	kind=procedure	value_not	schema,function,description	schema-qualified
    isnt_procedure	name,name[],text	0		1.2.0	text	function	kind=procedure	value_not	function,args,description	search_path
    isnt_procedure	name,name,name[],text	0		1.2.0	text	function	kind=procedure	value_not	schema,function,args,description	schema-qualified
    isnt_strict	name	0		1.2.0	text	function	strict	value_not	function	search_path
    isnt_strict	name,name	0		1.2.0	text	function	strict	value_not	schema,function	schema-qualified
    isnt_strict	name,name[]	0		1.2.0	text	function	strict	value_not	function,args	search_path
    isnt_strict	name,text	0		1.2.0	text	function	strict	value_not	function,description	search_path
    isnt_strict	name,name,name[]	0		1.2.0	text	function	strict	value_not	schema,function,args	schema-qualified
    isnt_strict	name,name,text	0		1.2.0	text	function	strict	value_not	schema,function,description	schema-qualified
    isnt_strict	name,name[],text	0		1.2.0	text	function	strict	value_not	function,args,description	search_path
    isnt_strict	name,name,name[],text	0		1.2.0	text	function	strict	value_not	schema,function,args,description	schema-qualified
    isnt_superuser	name	0		1.2.0	text	role	superuser	value_not	role	global
    isnt_superuser	name,text	0		1.2.0	text	role	superuser	value_not	role,description	global
    isnt_window	name	0		1.2.0	text	function	kind=window	value_not	function	search_path
    isnt_window	name,name	0		1.2.0	text	function	kind=window	value_not	schema,function	schema-qualified
    isnt_window	name,name[]	0		1.2.0	text	function	kind=window	value_not	function,args	search_path
    isnt_window	name,text	0		1.2.0	text	function	kind=window	value_not	function,description	search_path
    isnt_window	name,name,name[]	0		1.2.0	text	function	kind=window	value_not	schema,function,args	schema-qualified
    isnt_window	name,name,text	0		1.2.0	text	function	kind=window	value_not	schema,function,description	schema-qualified
    isnt_window	name,name[],text	0		1.2.0	text	function	kind=window	value_not	function,args,description	search_path
    isnt_window	name,name,name[],text	0		1.2.0	text	function	kind=window	value_not	schema,function,args,description	schema-qualified
    language_is_trusted	name	0		1.2.0	text	language	trusted	value	language	global
    language_is_trusted	name,text	0		1.2.0	text	language	trusted	value	language,description	global
    language_owner_is	name,name	0		1.2.0	text	language	owner	value	language,owner	global
    language_owner_is	name,name,text	0		1.2.0	text	language	owner	value	language,owner,description	global
    language_privs_are	name,name,name[]	0		1.2.0	text	language	privileges	exact_set	language,role,privs	global
    language_privs_are	name,name,name[],text	0		1.2.0	text	language	privileges	exact_set	language,role,privs,description	global
    languages_are	name[]	0		1.2.0	text	language	set	exact_set	languages	global
    languages_are	name[],text	0		1.2.0	text	language	set	exact_set	languages,description	global
    lives_ok	text	0		1.2.0	text					
    lives_ok	text,text	0		1.2.0	text					
    matches	anyelement,text	0		1.2.0	text					
    matches	anyelement,text,text	0		1.2.0	text					
    materialized_view_owner_is	name,name	0		1.2.0	text	materialized_view	owner	value	materialized_view,owner	search_path
    materialized_view_owner_is	name,name,name	0		1.2.0	text	materialized_view	owner	value	schema,materialized_view,owner	schema-qualified
    materialized_view_owner_is	name,name,text	0		1.2.0	text	materialized_view	owner	value	materialized_view,owner,description	search_path
    materialized_view_owner_is	name,name,name,text	0		1.2.0	text	materialized_view	owner	value	schema,materialized_view,owner,description	schema-qualified
    materialized_views_are	name[]	0		1.2.0	text	materialized_view	set	exact_set	materialized_views	search_path
    materialized_views_are	name,name[]	0		1.2.0	text	materialized_view	set	exact_set	schema,materialized_views	schema-qualified
    materialized_views_are	name[],text	0		1.2.0	text	materialized_view	set	exact_set	materialized_views,description	search_path
    materialized_views_are	name,name[],text	0		1.2.0	text	materialized_view	set	exact_set	schema,materialized_views,description	schema-qualified
    no_plan		0		1.2.0	SETOF boolean					
    num_failed		0		1.2.0	integer					
    ok	boolean	0		1.2.0	text					
    ok	boolean,text	0		1.2.0	text					
    opclass_owner_is	name,name	0		1.2.0	text	operator_class	owner	value	opclass,owner	search_path
    opclass_owner_is	name,name,name	0		1.2.0	text	operator_class	owner	value	schema,opclass,owner	schema-qualified
    opclass_owner_is	name,name,text	0		1.2.0	text	operator_class	owner	value	opclass,owner,description	search_path
    opclass_owner_is	name,name,name,text	0		1.2.0	text	operator_class	owner	value	schema,opclass,owner,description	schema-qualified
    opclasses_are	name[]	0		1.2.0	text	operator_class	set	exact_set	opclasses	search_path
    opclasses_are	name,name[]	0		1.2.0	text	operator_class	set	exact_set	schema,opclasses	schema-qualified
    opclasses_are	name[],text	0		1.2.0	text	operator_class	set	exact_set	opclasses,description	search_path
    opclasses_are	name,name[],text	0		1.2.0	text	operator_class	set	exact_set	schema,opclasses,description	schema-qualified
    operators_are	text[]	0		1.2.0	text	operator	set	exact_set	operators	search_path
    operators_are	name,text[]	0		1.2.0	text	operator	set	exact_set	schema,operators	schema-qualified
    operators_are	text[],text	0		1.2.0	text	operator	set	exact_set	operators,description	search_path
    operators_are	name,text[],text	0		1.2.0	text	operator	set	exact_set	schema,operators,description	schema-qualified
    os_name		0		1.2.0	text					
    partitions_are	name,name[]	0		1.2.0	text	partition	set	exact_set	table,partitions	search_path
    partitions_are	name,name,name[]	0		1.2.0	text	partition	set	exact_set	schema,table,partitions	schema-qualified
    partitions_are	name,name[],text	0		1.2.0	text	partition	set	exact_set	table,partitions,description	search_path
    partitions_are	name,name,name[],text	0		1.2.0	text	partition	set	exact_set	schema,table,partitions,description	schema-qualified
    pass		0		1.2.0	text					
    pass	text	0		1.2.0	text					
    performs_ok	text,numeric	0		1.2.0	text					
    performs_ok	text,numeric,text	0		1.2.0	text					
    performs_within	text,numeric,numeric	0		1.2.0	text					
    performs_within	text,numeric,numeric,integer	0		1.2.0	text					
    performs_within	text,numeric,numeric,text	0		1.2.0	text					
    performs_within	text,numeric,numeric,integer,text	0		1.2.0	text					
    pg_version		0		1.2.0	text					
    pg_version_num		0		1.2.0	integer					
    pgtap_version		0		1.2.0	numeric					
    plan	integer	0		1.2.0	text					
    policies_are	name,name[]	0		1.2.0	text	policy	set	exact_set	table,policies	search_path
    policies_are	name,name,name[]	0		1.2.0	text	policy	set	exact_set	schema,table,policies	schema-qualified
    policies_are	name,name[],text	0		1.2.0	text	policy	set	exact_set	table,policies,description	search_path
    policies_are	name,name,name[],text	0		1.2.0	text	policy	set	exact_set	schema,table,policies,description	schema-qualified
    policy_cmd_is	name,name,text	0		1.2.0	text	policy	command	value	table,policy,command	any schema
    policy_cmd_is	name,name,name,text	0		1.2.0	text	policy	command	value	schema,table,policy,command	schema-qualified
    policy_cmd_is	name,name,text,text	0		1.2.0	text	policy	command	value	table,policy,command,description	any schema
    policy_cmd_is	name,name,name,text,text	0		1.2.0	text	policy	command	value	schema,table,policy,command,description	schema-qualified
    policy_roles_are	name,name,name[]	0		1.2.0	text	policy	roles	exact_set	table,policy,roles	any schema
    policy_roles_are	name,name,name,name[]	0		1.2.0	text	policy	roles	exact_set	schema,table,policy,roles	schema-qualified
    policy_roles_are	name,name,name[],text	0		1.2.0	text	policy	roles	exact_set	table,policy,roles,description	any schema
    policy_roles_are	name,name,name,name[],text	0		1.2.0	text	policy	roles	exact_set	schema,table,policy,roles,description	schema-qualified
    relation_owner_is	name,name	0		1.2.0	text	relation	owner	value	relation,owner	search_path
    relation_owner_is	name,name,name	0		1.2.0	text	relation	owner	value	schema,relation,owner	schema-qualified
    relation_owner_is	name,name,text	0		1.2.0	text	relation	owner	value	relation,owner,description	search_path
    relation_owner_is	name,name,name,text	0		1.2.0	text	relation	owner	value	schema,relation,owner,description	schema-qualified
    results_eq	refcursor,anyarray	0		1.2.0	text					
    results_eq	refcursor,refcursor	0		1.2.0	text					
    results_eq	refcursor,text	0		1.2.0	text					
    results_eq	text,anyarray	0		1.2.0	text					
    results_eq	text,refcursor	0		1.2.0	text					
    results_eq	text,text	0		1.2.0	text					
    results_eq	refcursor,anyarray,text	0		1.2.0	text					
    results_eq	refcursor,refcursor,text	0		1.2.0	text					
    results_eq	refcursor,text,text	0		1.2.0	text					
    results_eq	text,anyarray,text	0		1.2.0	text					
    results_eq	text,refcursor,text	0		1.2.0	text					
    results_eq	text,text,text	0		1.2.0	text					
    results_ne	refcursor,anyarray	0		1.2.0	text					
    results_ne	refcursor,refcursor	0		1.2.0	text					
    results_ne	refcursor,text	0		1.2.0	text					
    results_ne	text,anyarray	0		1.2.0	text					
    results_ne	text,refcursor	0		1.2.0	text					
    results_ne	text,text	0		1.2.0	text					
    results_ne	refcursor,anyarray,text	0		1.2.0	text					
    results_ne	refcursor,refcursor,text	0		1.2.0	text					
    results_ne	refcursor,text,text	0		1.2.0	text					
    results_ne	text,anyarray,text	0		1.2.0	text					
    results_ne	text,refcursor,text	0		1.2.0	text					
    results_ne	text,text,text	0		1.2.0	text					
    roles_are	name[]	0		1.2.0	text	role	set	exact_set	roles	global
    roles_are	name[],text	0		1.2.0	text	role	set	exact_set	roles,description	global
    row_eq	text,anyelement	0		1.2.0	text					
    row_eq	text,anyelement,text	0		1.2.0	text					
    rule_is_instead	name,name	0		1.2.0	text	rule	instead	value	table,rule	search_path
    rule_is_instead	name,name,name	0		1.2.0	text	rule	instead	value	schema,table,rule	schema-qualified
    rule_is_instead	name,name,text	0		1.2.0	text	rule	instead	value	table,rule,description	search_path
    rule_is_instead	name,name,name,text	0		1.2.0	text	rule	instead	value	schema,table,rule,description	schema-qualified
    rule_is_on	name,name,text	0		1.2.0	text	rule	event	value	table,rule,event	any schema
    rule_is_on	name,name,name,text	0		1.2.0	text	rule	event	value	schema,table,rule,event	schema-qualified
    rule_is_on	name,name,text,text	0		1.2.0	text	rule	event	value	table,rule,event,description	any schema
    rule_is_on	name,name,name,text,text	0		1.2.0	text	rule	event	value	schema,table,rule,event,description	schema-qualified
    rules_are	name,name[]	0		1.2.0	text	rule	set	exact_set	table,rules	search_path
    rules_are	name,name,name[]	0		1.2.0	text	rule	set	exact_set	schema,table,rules	schema-qualified
    rules_are	name,name[],text	0		1.2.0	text	rule	set	exact_set	table,rules,description	search_path
    rules_are	name,name,name[],text	0		1.2.0	text	rule	set	exact_set	schema,table,rules,description	schema-qualified
    runtests		0		1.2.0	SETOF text					
    runtests	name	0		1.2.0	SETOF text					
    runtests	text	0		1.2.0	SETOF text					
    runtests	name,text	0		1.2.0	SETOF text					
    schema_owner_is	name,name	0		1.2.0	text	schema	owner	value	schema,owner	global
    schema_owner_is	name,name,text	0		1.2.0	text	schema	owner	value	schema,owner,description	global
    schema_privs_are	name,name,name[]	0		1.2.0	text	schema	privileges	exact_set	schema,role,privs	global
    schema_privs_are	name,name,name[],text	0		1.2.0	text	schema	privileges	exact_set	schema,role,privs,description	global
    schemas_are	name[]	0		1.2.0	text	schema	set	exact_set	schemas	global
    schemas_are	name[],text	0		1.2.0	text	schema	set	exact_set	schemas,description	global
    sequence_owner_is	name,name	0		1.2.0	text	sequence	owner	value	sequence,owner	search_path
    sequence_owner_is	name,name,name	0		1.2.0	text	sequence	owner	value	schema,sequence,owner	schema-qualified
    sequence_owner_is	name,name,text	0		1.2.0	text	sequence	owner	value	sequence,owner,description	search_path
    sequence_owner_is	name,name,name,text	0		1.2.0	text	sequence	owner	value	schema,sequence,owner,description	schema-qualified
    sequence_privs_are	name,name,name[]	0		1.2.0	text	sequence	privileges	exact_set	sequence,role,privs	search_path
    sequence_privs_are	name,name,name,name[]	0		1.2.0	text	sequence	privileges	exact_set	schema,sequence,role,privs	schema-qualified
    sequence_privs_are	name,name,name[],text	0		1.2.0	text	sequence	privileges	exact_set	sequence,role,privs,description	search_path
    sequence_privs_are	name,name,name,name[],text	0		1.2.0	text	sequence	privileges	exact_set	schema,sequence,role,privs,description	schema-qualified
    sequences_are	name[]	0		1.2.0	text	sequence	set	exact_set	sequences	search_path
    sequences_are	name,name[]	0		1.2.0	text	sequence	set	exact_set	schema,sequences	schema-qualified
    sequences_are	name[],text	0		1.2.0	text	sequence	set	exact_set	sequences,description	search_path
    sequences_are	name,name[],text	0		1.2.0	text	sequence	set	exact_set	schema,sequences,description	schema-qualified
    server_privs_are	name,name,name[]	0		1.2.0	text	foreign_server	privileges	exact_set	server,role,privs	global
    server_privs_are	name,name,name[],text	0		1.2.0	text	foreign_server	privileges	exact_set	server,role,privs,description	global
    set_eq	text,anyarray	0		1.2.0	text					
    set_eq	text,text	0		1.2.0	text					
    set_eq	text,anyarray,text	0		1.2.0	text					
    set_eq	text,text,text	0		1.2.0	text					
    set_has	text,text	0		1.2.0	text					
    set_has	text,text,text	0		1.2.0	text					
    set_hasnt	text,text	0		1.2.0	text					
    set_hasnt	text,text,text	0		1.2.0	text					
    set_ne	text,anyarray	0		1.2.0	text					
    set_ne	text,text	0		1.2.0	text					
    set_ne	text,anyarray,text	0		1.2.0	text					
    set_ne	text,text,text	0		1.2.0	text					
    skip	integer	0		1.2.0	text					
    skip	text	0		1.2.0	text					
    skip	integer,text	0		1.2.0	text					
    skip	text,integer	0		1.2.0	text					
    table_owner_is	name,name	0		1.2.0	text	table	owner	value	table,owner	search_path
    table_owner_is	name,name,name	0		1.2.0	text	table	owner	value	schema,table,owner	schema-qualified
    table_owner_is	name,name,text	0		1.2.0	text	table	owner	value	table,owner,description	search_path
    table_owner_is	name,name,name,text	0		1.2.0	text	table	owner	value	schema,table,owner,description	schema-qualified
    table_privs_are	name,name,name[]	0		1.2.0	text	table	privileges	exact_set	table,role,privs	search_path
    table_privs_are	name,name,name,name[]	0		1.2.0	text	table	privileges	exact_set	schema,table,role,privs	schema-qualified
    table_privs_are	name,name,name[],text	0		1.2.0	text	table	privileges	exact_set	table,role,privs,description	search_path
    table_privs_are	name,name,name,name[],text	0		1.2.0	text	table	privileges	exact_set	schema,table,role,privs,description	schema-qualified
    tables_are	name[]	0		1.2.0	text	table	set	exact_set	tables	search_path
    tables_are	name,name[]	0		1.2.0	text	table	set	exact_set	schema,tables	schema-qualified
    tables_are	name[],text	0		1.2.0	text	table	set	exact_set	tables,description	search_path
    tables_are	name,name[],text	0		1.2.0	text	table	set	exact_set	schema,tables,description	schema-qualified
    tablespace_owner_is	name,name	0		1.2.0	text	tablespace	owner	value	tablespace,owner	global
    tablespace_owner_is	name,name,text	0		1.2.0	text	tablespace	owner	value	tablespace,owner,description	global
    tablespace_privs_are	name,name,name[]	0		1.2.0	text	tablespace	privileges	exact_set	tablespace,role,privs	global
    tablespace_privs_are	name,name,name[],text	0		1.2.0	text	tablespace	privileges	exact_set	tablespace,role,privs,description	global
    tablespaces_are	name[]	0		1.2.0	text	tablespace	set	exact_set	tablespaces	global
    tablespaces_are	name[],text	0		1.2.0	text	tablespace	set	exact_set	tablespaces,description	global
    throws_ilike	text,text	0		1.2.0	text					
    throws_ilike	text,text,text	0		1.2.0	text					
    throws_imatching	text,text	0		1.2.0	text					
    throws_imatching	text,text,text	0		1.2.0	text					
    throws_like	text,text	0		1.2.0	text					
    throws_like	text,text,text	0		1.2.0	text					
    throws_matching	text,text	0		1.2.0	text					
    throws_matching	text,text,text	0		1.2.0	text					
    throws_ok	text	0		1.2.0	text					
    throws_ok	text,integer	0		1.2.0	text					
    throws_ok	text,text	0		1.2.0	text					
    throws_ok	text,integer,text	0		1.2.0	text					
    throws_ok	text,text,text	0		1.2.0	text					
    throws_ok	text,character,text,text	0		1.2.0	text					
    throws_ok	text,integer,text,text	0		1.2.0	text					
    todo	integer	0		1.2.0	SETOF boolean					
    todo	text	0		1.2.0	SETOF boolean					
    todo	integer,text	0		1.2.0	SETOF boolean					
    todo	text,integer	0		1.2.0	SETOF boolean					
    todo_end		0		1.2.0	SETOF boolean					
    todo_start		0		1.2.0	SETOF boolean					
    todo_start	text	0		1.2.0	SETOF boolean					
    trigger_is	name,name,name	0		1.2.0	text	trigger	function	value	table,trigger,function	search_path
    trigger_is	name,name,name,text	0		1.2.0	text	trigger	function	value	table,trigger,function,description	search_path
    trigger_is	name,name,name,name,name	0		1.2.0	text	trigger	function	value	schema,table,trigger,funcschema,function	schema-qualified
    trigger_is	name,name,name,name,name,text	0		1.2.0	text	trigger	function	value	schema,table,trigger,funcschema,function,description	schema-qualified
    triggers_are	name,name[]	0		1.2.0	text	trigger	set	exact_set	table,triggers	search_path
    triggers_are	name,name,name[]	0		1.2.0	text	trigger	set	exact_set	schema,table,triggers	schema-qualified
    triggers_are	name,name[],text	0		1.2.0	text	trigger	set	exact_set	table,triggers,description	search_path
    triggers_are	name,name,name[],text	0		1.2.0	text	trigger	set	exact_set	schema,table,triggers,description	schema-qualified
    type_owner_is	name,name	0		1.2.0	text	type	owner	value	type,owner	search_path
    type_owner_is	name,name,name	0		1.2.0	text	type	owner	value	schema,type,owner	schema-qualified
    type_owner_is	name,name,text	0		1.2.0	text	type	owner	value	type,owner,description	search_path
    type_owner_is	name,name,name,text	0		1.2.0	text	type	owner	value	schema,type,owner,description	schema-qualified
    types_are	name[]	0		1.2.0	text	type	set	exact_set	types	search_path
    types_are	name,name[]	0		1.2.0	text	type	set	exact_set	schema,types	schema-qualified
    types_are	name[],text	0		1.2.0	text	type	set	exact_set	types,description	search_path
    types_are	name,name[],text	0		1.2.0	text	type	set	exact_set	schema,types,description	schema-qualified
    unalike	anyelement,text	0		1.2.0	text					
    unalike	anyelement,text,text	0		1.2.0	text					
    unialike	anyelement,text	0		1.2.0	text					
    unialike	anyelement,text,text	0		1.2.0	text					
    users_are	name[]	0		1.2.0	text	role	set(login)	exact_set	users	global
    users_are	name[],text	0		1.2.0	text	role	set(login)	exact_set	users,description	global
    view_owner_is	name,name	0		1.2.0	text	view	owner	value	view,owner	search_path
    view_owner_is	name,name,name	0		1.2.0	text	view	owner	value	schema,view,owner	schema-qualified
    view_owner_is	name,name,text	0		1.2.0	text	view	owner	value	view,owner,description	search_path
    view_owner_is	name,name,name,text	0		1.2.0	text	view	owner	value	schema,view,owner,description	schema-qualified
    views_are	name[]	0		1.2.0	text	view	set	exact_set	views	search_path
    views_are	name,name[]	0		1.2.0	text	view	set	exact_set	schema,views	schema-qualified
    views_are	name[],text	0		1.2.0	text	view	set	exact_set	views,description	search_path
    views_are	name,name[],text	0		1.2.0	text	view	set	exact_set	schema,views,description	schema-qualified
    volatility_is	name,text	0		1.2.0	text	function	volatility	value	function,volatility	search_path
    volatility_is	name,name,text	0		1.2.0	text	function	volatility	value	schema,function,volatility	schema-qualified
    volatility_is	name,name[],text	0		1.2.0	text	function	volatility	value	function,args,volatility	search_path
    volatility_is	name,text,text	0		1.2.0	text	function	volatility	value	function,volatility,description	search_path
    volatility_is	name,name,name[],text	0		1.2.0	text	function	volatility	value	schema,function,args,volatility	schema-qualified
    volatility_is	name,name,text,text	0		1.2.0	text	function	volatility	value	schema,function,volatility,description	schema-qualified
    volatility_is	name,name[],text,text	0		1.2.0	text	function	volatility	value	function,args,volatility,description	search_path
    volatility_is	name,name,name[],text,text	0		1.2.0	text	function	volatility	value	schema,function,args,volatility,description	schema-qualified
    """
