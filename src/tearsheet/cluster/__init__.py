"""The same extraction inside engines that people have: Daft and Ray, datatrove, Scrapy, Spark, executors."""
