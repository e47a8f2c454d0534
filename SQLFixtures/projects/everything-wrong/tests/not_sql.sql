This is a shopping list: eggs, flour, "milk
