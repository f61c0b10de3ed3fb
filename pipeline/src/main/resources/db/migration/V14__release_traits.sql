-- What flights ask of a release: is its OEM custom package a retail build, and would the kernel load
-- code of it by the release certificate alone. Of releases published before, the report on their
-- validation tells the first (UC3209), and the second where a finding was waived; what passed without
-- one was held against the floor that a flight asks for again.
ALTER TABLE validated_package ADD COLUMN IF NOT EXISTS kernel_code BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE published_release ADD COLUMN IF NOT EXISTS retail BOOLEAN DEFAULT TRUE NOT NULL;
ALTER TABLE published_release ADD COLUMN IF NOT EXISTS kernel_code BOOLEAN DEFAULT FALSE NOT NULL;
UPDATE published_release SET retail = FALSE
  WHERE submission IN (SELECT submission FROM validation_report WHERE report LIKE '%"UC3209"%');
UPDATE published_release SET kernel_code = TRUE
  WHERE submission IN (SELECT submission FROM validation_report
    WHERE report LIKE '%"UC3216"%' OR report LIKE '%"UC3217"%');
