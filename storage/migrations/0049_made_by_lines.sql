-- made: the entry whose line put a touchpoint or desk on the list, until somebody sets it up; it goes with that line
ALTER TABLE touchpoint ADD COLUMN made {int};
ALTER TABLE desk ADD COLUMN made {int};
