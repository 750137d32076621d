//! Options of the file store.

use std::path::PathBuf;

use clap::Args;
use partner_center::server::files::{Bucket, FileSettings};

/// Uploaded files.
#[derive(Args)]
pub(super) struct Uploads {
    /// The folder of uploaded files. With a bucket it holds only what is being received.
    #[arg(long, env = "FILES_FOLDER", default_value = ".data/files")]
    files_folder: PathBuf,
    /// The largest upload of one form, in MB (1,048,576 bytes).
    #[arg(long, env = "UPLOAD_MAX_MB", default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=4096))]
    upload_max_mb: u64,
    /// An S3-compatible bucket for uploaded files, instead of the folder.
    #[arg(long, env = "FILES_BUCKET")]
    files_bucket: Option<String>,
    /// Where the bucket answers: https://s3.example.com. Without it, AWS.
    #[arg(long, env = "FILES_ENDPOINT")]
    files_endpoint: Option<String>,
    /// The bucket's region.
    #[arg(long, env = "FILES_REGION", default_value = "us-east-1")]
    files_region: String,
    /// The bucket's access key. Without keys AWS's own variables or the machine's role are used.
    #[arg(long, env = "FILES_ACCESS_KEY", hide_env_values = true)]
    files_access_key: Option<String>,
    /// The secret of the access key.
    #[arg(long, env = "FILES_SECRET_KEY", hide_env_values = true)]
    files_secret_key: Option<String>,
}

impl Uploads {
    /// As the server takes them.
    pub(super) fn settings(self) -> FileSettings {
        let keys = self.files_access_key.zip(self.files_secret_key);
        let (endpoint, region) = (self.files_endpoint, self.files_region);
        let bucket = self.files_bucket.map(|name| Bucket { name, endpoint, region, keys });
        FileSettings { folder: self.files_folder, max_bytes: self.upload_max_mb * 1024 * 1024, bucket }
    }
}
