-- Languages a provider speaks with patients (BCP 47, lower case): "somebody who speaks Spanish".
alter table practice.provider add column languages text[] not null default '{}' check (cardinality(languages) <= 20);
