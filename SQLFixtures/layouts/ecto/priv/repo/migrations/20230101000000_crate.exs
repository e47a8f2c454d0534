defmodule Crate do
end
