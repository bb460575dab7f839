# lme4 on a ratings table, for benchmarks/peers.py.
#
#     Rscript benchmarks/peers.R RATINGS.csv FOLDER
#
# Writes model.csv (seconds, criterion, versions), components.csv, fixed.csv, and one CSV of
# effects a factor. Three spans are timed: the fit with lme4's check of derivatives left out (its
# quickest way), predicted effects, and the same with their errors.

suppressPackageStartupMessages(library(lme4))
given <- commandArgs(trailingOnly = TRUE)
ratings <- read.csv(
  given[1],
  colClasses = c("factor", "factor", "factor", "factor", "numeric")
)
ratings$pair <- interaction(ratings$employee, ratings$rater, drop = TRUE)

spent <- function(span) c(span[["elapsed"]], span[["user.self"]] + span[["sys.self"]])
fitting <- system.time(
  model <- lmer(
    score ~ 0 + period + (1 | employee) + (1 | home_unit) + (1 | rater) + (1 | pair),
    ratings,
    REML = TRUE,
    control = lmerControl(calc.derivs = FALSE)
  )
)
predicting <- system.time(effects <- ranef(model, condVar = FALSE))
with_errors <- system.time(ranef(model, condVar = TRUE))

write_table <- function(table, name) {
  write.csv(format(table, digits = 15, trim = TRUE), file.path(given[2], name),
    row.names = FALSE, quote = FALSE
  )
}
write_table(
  data.frame(
    seconds = spent(fitting)[1] + spent(predicting)[1],
    processor_seconds = spent(fitting)[2] + spent(predicting)[2],
    seconds_with_errors = spent(fitting)[1] + spent(with_errors)[1],
    processor_seconds_with_errors = spent(fitting)[2] + spent(with_errors)[2],
    criterion = as.numeric(REMLcrit(model)),
    evaluations = model@optinfo$feval,
    lme4 = as.character(packageVersion("lme4")),
    r = paste(R.version$major, R.version$minor, sep = "."),
    blas = extSoftVersion()[["BLAS"]]
  ),
  "model.csv"
)
found <- as.data.frame(VarCorr(model))
write_table(data.frame(name = found$grp, variance = found$vcov), "components.csv")
write_table(data.frame(term = names(fixef(model)), estimate = fixef(model)), "fixed.csv")
for (factor in c("employee", "home_unit", "rater")) {
  table <- effects[[factor]]
  write_table(data.frame(id = rownames(table), effect = table[[1]]), paste0(factor, ".csv"))
}
