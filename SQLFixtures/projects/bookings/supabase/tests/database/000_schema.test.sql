begin;
create extension if not exists pgtap with schema extensions;
select plan(31);

select has_table('public'::name, 'studios'::name);
select has_table('public', 'memberships', 'memberships exists');
select has_table('public', 'rooms', 'rooms exists');
select has_table('public', 'bookings', 'bookings exists');

select columns_are('public', 'studios', array['id', 'name', 'slug', 'timezone', 'created_at']);
select col_is_pk('public', 'studios', 'id', 'studios are keyed by id');
select col_type_is('public', 'studios', 'id', 'uuid', 'studio ids are uuids');
select col_has_default('public', 'studios', 'id', 'ids are generated');
select col_is_unique('public', 'studios', array['slug'], 'slugs are unique');
select col_not_null('public', 'studios', 'name', 'a studio has a name');
select col_default_is('public', 'studios', 'timezone', 'Europe/Lisbon', 'Lisbon time by default');

select col_is_pk('public', 'memberships', array['studio_id', 'user_id'], 'one membership each');
select fk_ok('public', 'memberships', 'studio_id', 'public', 'studios', 'id');
select fk_ok('public', 'memberships', 'user_id', 'auth', 'users', 'id');
select has_index('public', 'memberships', 'memberships_user_id_idx', array['user_id'], 'by user');
select col_has_check('public', 'memberships', 'role', 'roles are checked');

select col_type_is('public', 'rooms', 'capacity', 'integer', 'capacity counts heads');
select col_type_is('public', 'rooms', 'hourly_rate', 'numeric(8,2)', 'money to the cent');
select col_not_null('public', 'rooms', 'hourly_rate', 'rooms are not free by accident');
select fk_ok('public', 'rooms', 'studio_id', 'public', 'studios', 'id');
select fk_ok('public', 'bookings', 'room_id', 'public', 'rooms', 'id');

select has_enum('public'::name, 'booking_state'::name);
select enum_has_labels('public', 'booking_state', array['requested', 'confirmed', 'cancelled'], 'states');
select col_type_is('public', 'bookings', 'state', 'booking_state', 'a booking has a state');

select has_function('public', 'is_member_of', array['uuid'], 'is_member_of(uuid) exists');
select is_definer('public', 'is_member_of', array['uuid'], 'runs past the policies');
select function_returns('public', 'create_studio', array['text', 'text'], 'uuid', 'gives the new id');
select has_trigger('public', 'studios', 'studios_normalize_slug', 'slugs are normalized');
select has_view('public', 'room_occupancy', 'occupancy is reported');

-- select has_index('public', 'bookings', 'bookings_room_during_idx', 'switched off for now');
select is(
  (select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity),
  0::bigint,
  'every table has row level security'
);
select results_eq(
  'select room_id, confirmed from public.room_occupancy',
  'select null::bigint, null::bigint where false',
  'no room, no occupancy'
);

select * from finish();
rollback;
