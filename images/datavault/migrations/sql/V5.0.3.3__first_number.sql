-- The dump has the table that numbers are drawn from, and leaves it empty: the program cannot draw a first one.
INSERT INTO hibernate_sequence (next_val) SELECT 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM hibernate_sequence);
