-- What each enrolled device last said to run, and the highest release it said to have installed.
-- Empty until it reports: it is taken to run what its image was built with.
ALTER TABLE enrolled_devices ADD COLUMN IF NOT EXISTS os VARCHAR(23);
ALTER TABLE enrolled_devices ADD COLUMN IF NOT EXISTS ocp VARCHAR(23);
ALTER TABLE enrolled_devices ADD COLUMN IF NOT EXISTS installed_release VARCHAR(23);
ALTER TABLE enrolled_devices ADD COLUMN IF NOT EXISTS state_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE enrolled_devices ADD COLUMN IF NOT EXISTS state_report VARCHAR(36);
