"""Days and hours in words: what people type for them, read in a frame of today, language and purpose."""
