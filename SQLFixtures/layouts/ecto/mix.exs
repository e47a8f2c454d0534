defmodule Depot do
  {:ecto_sql, "~> 3.10"}
end
