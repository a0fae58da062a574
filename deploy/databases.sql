-- The read models have the database that the server begins with; sealed values have one of their own.
create database samenspel_sealed_values;
