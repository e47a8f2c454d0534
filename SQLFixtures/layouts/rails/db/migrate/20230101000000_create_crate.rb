class CreateCrate < ActiveRecord::Migration[7.1]
end
