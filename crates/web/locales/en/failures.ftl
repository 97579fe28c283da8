# Words of the desk, English: failures. Origin: the project. Licence: MIT OR Apache-2.0.
failure-stranger = This page is closed.
hint-failure-stranger = Each link opens the desk once. For a new one, press Enter where `saksi serve` runs.
failure-forged = This form did not come from the desk.
hint-failure-forged = Nothing was changed. Open the page again and repeat what you did.
failure-unfit = The form was not complete.
hint-failure-unfit = Nothing was changed. Go back and fill in what is missing.
failure-missing = There is no such page.
hint-failure-missing = The menu above leads to all pages.
failure-locked = The case is locked.
hint-failure-locked = The keys were forgotten. Run `saksi serve` again and give your passphrase.
failure-not-found = This is not in the case.
hint-failure-not-found = It may have been taken out, or the address is incomplete.
failure-refused = This was not done.
hint-failure-refused = Nothing was changed.
failure-broken = Something went wrong in the program.
hint-failure-broken = What was acknowledged is safe. Please report what you did.
back-to-inbox = To the inbox
