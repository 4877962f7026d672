global using DayPrecision = CivPractice.Platform.DayPrecision;
global using KnownDay = CivPractice.Platform.KnownDay;
